"""Reading what comes in: messages and workbooks."""
