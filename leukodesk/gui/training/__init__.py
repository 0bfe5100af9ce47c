"""Training models, and the cards of those there are."""
