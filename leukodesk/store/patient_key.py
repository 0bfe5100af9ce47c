"""The key of patients' pseudonyms, in a file of its own."""

import os
import secrets
from pathlib import Path
from typing import Final

from leukodesk import atomic
from leukodesk.core.errors import InputError, unwritable
from leukodesk.core.pseudonyms import PatientKey
from leukodesk.core.sentence import sentence, system_reason

_MOST_BYTES: Final = 65_536
_NEW_BYTES: Final = 32


def read_patient_key(path: Path) -> PatientKey:
    """The key that a file holds; white space round it does not count.

    Raises:
        InputError: the file cannot be read, or holds no key worth the name.
    """
    try:
        with path.open("rb") as file:
            key = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            sentence(
                "{path} cannot be read ({reason}); name the file with the key, or make one with "
                "`openssl rand -hex 32`.",
                path=path,
                reason=system_reason(error),
            )
        ) from error
    if len(key) > _MOST_BYTES:
        raise InputError(
            sentence(
                "{path} is too large for a key; name the file that holds it and nothing else.",
                path=path,
            )
        )
    return PatientKey(key.strip(), str(path))


def make_patient_key(path: Path) -> PatientKey:
    """Make a key by chance, durably, in a new file that only its owner may read.

    Raises:
        InputError: something is there already, which stays as it is, or nothing can be written there.
    """
    key = secrets.token_hex(_NEW_BYTES).encode()
    try:
        place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise InputError(
            sentence(
                "{path} is there already and stays as it is, for a lost key cannot be made again; "
                "choose another name, or use that key.",
                path=path,
            )
        ) from error
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        with os.fdopen(place, "wb") as file:
            file.write(key + b"\n")
        atomic.sync_file(path)
        atomic.sync_folder(path.parent)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise unwritable(path, error) from error
    return PatientKey(key, str(path))
