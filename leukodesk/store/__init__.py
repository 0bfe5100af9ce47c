"""The dataset on disk: tables, journal, checkpoint, audit.

Where to find what:

* :class:`leukodesk.store.dataset.Dataset`: open, append, checkpoint, close.
* :func:`leukodesk.store.snapshot.load_content`: read without taking part.
* :func:`leukodesk.store.verify.verify`, :func:`leukodesk.store.audit.history`,
  :func:`leukodesk.store.info.info`: what is in a dataset and whether it is sound.
* :func:`leukodesk.store.agreement.agreement`, :func:`leukodesk.store.merge.merge`: what several readers said,
  in one dataset or in copies of it.
* :func:`leukodesk.store.backup.restore_backup`: the way back from a damaged file.
"""
