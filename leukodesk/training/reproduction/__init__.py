"""The five papers again, at a stated reduced budget: their kind of split, the honest one, the controls."""
