"""未成年人: children who left school, under a key of their own, linked to nothing else."""
