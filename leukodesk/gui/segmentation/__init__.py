"""How cells are found, tried before it is done."""
