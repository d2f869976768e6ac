"""The same services without a window: import, backup, restore, check, tour."""
