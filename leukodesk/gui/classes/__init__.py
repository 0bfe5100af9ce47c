"""The classes of a dataset: their names, keys, letters, colours and order."""
