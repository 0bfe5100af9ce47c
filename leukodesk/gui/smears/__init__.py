"""The smears of the dataset, and what of them is labelled."""
