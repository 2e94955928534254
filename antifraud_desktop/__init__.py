"""What the program does: rules, services, documents and the command line. No Qt."""

__version__ = "0.1.0"
