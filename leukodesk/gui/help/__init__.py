"""The guide, and the rest of the Help menu."""
