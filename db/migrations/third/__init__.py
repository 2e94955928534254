"""The tables of revision 0003 as they were then; never changed, never taken from models."""
