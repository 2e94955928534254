"""Pure functions and values: no session, no clock, no files."""
