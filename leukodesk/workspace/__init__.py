"""What is open now, with undo; QtCore and QtGui only."""

import builtins
import contextlib

# What a reader does with labels needs no Qt, and is tested without it.
with contextlib.suppress(ImportError):
    from PySide6 import QtCore  # noqa: F401

# From here on PySide6 would read the source of every imported module, to see whether it names PySide6. That
# matters only to programs that rename Qt's methods, and Python keeps the text: 130 MB, and half a second.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
