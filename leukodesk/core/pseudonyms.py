"""Pseudonyms of patients that only the holder of a key can make again.

HMAC-SHA256 (RFC 2104) of the id, cut to 80 bits and written in Crockford's base 32: with the same key the
same patient has the same pseudonym in every dataset; without it neither the id nor the pseudonym in another
dataset can be told, not even by trying all ids. The key is never stored.
"""

import hashlib
import hmac
import re
from collections import Counter
from math import log2
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_LETTERS: Final = 16
_FORM: Final = re.compile(rf"P(-[{_ALPHABET}]{{4}}){{4}}")
_LEAST_BYTES: Final = 32
_LEAST_BITS: Final = 100.0
_TEXT: Final = "utf-8"


class PatientKey:
    """A key for pseudonyms.

    Args:
        key: at least 32 bytes, as random as those of a generator.
        name: of where it comes from, for messages.

    Raises:
        InputError: it is too short or too regular to protect anybody.
    """

    def __init__(self, key: bytes, name: str) -> None:
        if len(key) < _LEAST_BYTES or _spread_bits(key) < _LEAST_BITS:
            why = (
                sentence("holds {number} bytes, and a key needs {least}", number=len(key), least=_LEAST_BYTES)
                if len(key) < _LEAST_BYTES
                else sentence("is too regular to be a key")
            )
            raise InputError(
                sentence(
                    "{name} {why}; make one with `openssl rand -hex 32`, and keep it apart from the dataset.",
                    name=name,
                    why=why,
                )
            )
        self._key = key

    def pseudonym(self, patient_id: str) -> str:
        """The pseudonym of a patient, such as ``P-7k2m-q0xa-91fe-dz4c``; one that is such already stays."""
        if _FORM.fullmatch(patient_id):
            return patient_id
        digest = hmac.new(self._key, patient_id.strip().encode(_TEXT, "surrogateescape"), hashlib.sha256)
        number = int.from_bytes(digest.digest()[:10], "big")
        letters = [_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LETTERS))]
        return "-".join(["P", *("".join(letters[start : start + 4]) for start in range(0, _LETTERS, 4))])


def is_pseudonym(patient_id: str) -> bool:
    """Whether an id has the form of one that a key made."""
    return _FORM.fullmatch(patient_id) is not None


def _spread_bits(key: bytes) -> float:
    """Shannon's entropy of the bytes, times their number: low for words and repetitions."""
    shares = [number / len(key) for number in Counter(key).values()]
    # A repeated block has many bytes and little in it.
    return -sum(share * log2(share) for share in shares) * _period(key)


def _period(key: bytes) -> int:
    """Length of the shortest block that makes the key when it is repeated, the last time perhaps in part.

    The key without its longest border, which the prefix function gives (Knuth, Morris and Pratt, SIAM Journal
    on Computing 1977): in one pass, for any file may be taken for a key.
    """
    borders = [0] * len(key)
    border = 0
    for place in range(1, len(key)):
        while border and key[place] != key[border]:
            border = borders[border - 1]
        border += key[place] == key[border]
        borders[place] = border
    return len(key) - border
