"""Table models and views, tested without a window."""
