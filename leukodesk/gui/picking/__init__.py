"""Picking cells by the letters shown at them."""
