"""统计图表: what the office's figures look like."""
