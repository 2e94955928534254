"""Reading in SQL, one module per subject."""
