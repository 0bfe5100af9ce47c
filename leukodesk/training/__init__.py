"""Models in: splits, training, judgement and the controls beside every figure."""
