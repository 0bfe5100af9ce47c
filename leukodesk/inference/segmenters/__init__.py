"""Methods that find cells in a smear."""
