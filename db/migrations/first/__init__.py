"""The tables of revision 0001 as they were then; never changed, never taken from models."""
