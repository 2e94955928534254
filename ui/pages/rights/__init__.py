"""权利事项: what persons ask about their own data, its clock, its answers."""
