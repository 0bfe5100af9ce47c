"""How everything looks: theme, writing, signs, and the blocks that panels are built of."""
