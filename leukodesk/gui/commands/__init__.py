"""Everything a reader can ask for: one table of actions, and the menus, keys and lists made from it."""
