"""人员档案: the list of persons, and one file."""
