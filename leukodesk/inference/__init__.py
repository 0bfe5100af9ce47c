"""Models out: segmentation, classification, explanation. Knows nothing of files of labels or of Qt."""
