"""Pixels in: decoding, scale, crops, and a synthetic smear with exact truth."""
