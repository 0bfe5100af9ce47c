"""Labels from and to the files other programs read."""
