"""Pages: one subject each. No page knows another."""
