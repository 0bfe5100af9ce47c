"""What the domain is: smears, cells, labels, predictions and the edits a reader makes. numpy only."""
