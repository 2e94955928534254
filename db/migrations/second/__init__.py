"""The tables of revision 0002 as they were then; never changed, never taken from models."""
