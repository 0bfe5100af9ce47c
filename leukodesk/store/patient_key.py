"""The key of patients' pseudonyms, read from a file of its own."""

from pathlib import Path

from leukodesk.core.errors import InputError
from leukodesk.core.pseudonyms import PatientKey


def read_patient_key(path: Path) -> PatientKey:
    """The key that a file holds; white space round it does not count.

    Raises:
        InputError: the file cannot be read, or holds no key worth the name.
    """
    try:
        key = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror}); name the file with the key, or make one with "
            "`openssl rand -hex 32`."
        ) from error
    return PatientKey(key.strip(), str(path))
