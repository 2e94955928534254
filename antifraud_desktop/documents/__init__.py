"""What goes out: one builder per document kind."""
