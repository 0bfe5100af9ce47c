"""What a reader draws with: one tool a module, and what they share."""
