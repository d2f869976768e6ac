"""People: the list, one person's file, and the merge of two files."""
