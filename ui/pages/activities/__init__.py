"""活动台账: what was done where, for how many, and what of it is in the daily figures."""
