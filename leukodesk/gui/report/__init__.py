"""Signing fields, and the report on them."""
