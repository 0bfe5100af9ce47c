"""Networks that are built here rather than taken from torchvision."""
