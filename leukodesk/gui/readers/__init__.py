"""Several readers: blind second readings, adjudication, merging copies."""
