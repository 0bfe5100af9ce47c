"""What is known of cells: lists, classes, figures, reasons."""
