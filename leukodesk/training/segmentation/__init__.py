"""Training and judging what finds cells."""
