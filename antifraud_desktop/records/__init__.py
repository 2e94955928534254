"""Frozen values that cross the floors; never ORM rows."""
