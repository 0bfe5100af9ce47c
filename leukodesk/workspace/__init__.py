"""What is open now, with undo; QtCore and QtGui only."""
