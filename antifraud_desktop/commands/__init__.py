"""The commands of the command line, by subject; ``antifraud_desktop.cli`` puts them together."""
