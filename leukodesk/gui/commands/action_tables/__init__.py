"""What a reader can ask for, a module per menu."""
