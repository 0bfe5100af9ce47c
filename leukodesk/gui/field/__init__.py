"""The smear in view, and the layers drawn over it."""
