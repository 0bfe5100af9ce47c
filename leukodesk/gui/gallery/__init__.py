"""Crops of cells side by side, in groups by class."""
