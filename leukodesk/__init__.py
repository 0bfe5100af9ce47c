"""LeukoDesk: review, annotate and learn from stained blood smears. For research use only."""

__version__ = "0.1.0"

RESEARCH_USE_ONLY = "For Research Use Only. Not for use in diagnostic procedures."
