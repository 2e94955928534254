"""The tables of revision 0004 as they were then; never changed, never taken from models."""
