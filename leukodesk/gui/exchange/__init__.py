"""Cells and labels in and out, in other programs' formats."""
