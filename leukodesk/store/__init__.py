"""The dataset on disk: tables, journal, checkpoint, audit."""
