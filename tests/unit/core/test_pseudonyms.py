"""Keys of pseudonyms: what protects patients, and what only looks like it."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.core.errors import InputError
from leukodesk.core.pseudonyms import PatientKey, is_pseudonym


@pytest.mark.parametrize("size", [32, 5_000, 65_536])
@pytest.mark.timeout(20)
def test_a_random_key_of_any_size_makes_pseudonyms_at_once(size):
    key = PatientKey(secrets.token_bytes(size), "a.key")
    assert is_pseudonym(key.pseudonym("UID_7"))
    assert key.pseudonym("UID_7") != key.pseudonym("UID_8")


@given(st.binary(min_size=1, max_size=12), st.integers(32, 400))
def test_a_short_block_over_and_over_is_no_key(block, size):
    with pytest.raises(InputError, match="too regular"):
        PatientKey((block * size)[:size], "a.key")


@pytest.mark.timeout(20)
def test_a_large_file_that_is_nearly_regular_is_judged_at_once():
    with pytest.raises(InputError, match="too regular"):
        PatientKey(b"\0" * 65_000 + b"\1", "a.key")
