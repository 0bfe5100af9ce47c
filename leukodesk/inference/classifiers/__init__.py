"""Networks that name a cell, and how each is built."""
