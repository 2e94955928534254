"""任务督导: tasks, meetings, inspections with their findings, the leading group."""
