"""Work that takes a while, free of Qt: progress, cancel, batches."""
