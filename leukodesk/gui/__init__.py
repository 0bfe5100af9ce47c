"""The window: widgets that show the workspace and send it edits."""
