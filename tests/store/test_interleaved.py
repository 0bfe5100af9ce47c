"""Edits, undo, redo, signing and freezing in any order, with a journal that ends anywhere."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.content import Content
from leukodesk.core.edits import Edit
from leukodesk.core.errors import EditError
from leukodesk.core.freezing import FreezeSmears, frozen_smears
from leukodesk.core.signatures import seal_of, signatures
from leukodesk.core.signing import SignSmears
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from tests.store.building import act, die, edits, rows
from tests.store.test_dataset import load_content

_LATER: Final = datetime(2026, 1, 2, tzinfo=UTC)


@st.composite
def steps(draw: st.DrawFn, content: Content) -> Edit:
    """Any edit that fits, or a smear signed, unlocked, frozen or let go."""
    kind = draw(st.integers(0, 5)) if content.smears else 5
    if kind > 1:
        return draw(edits(content))
    smear_id = draw(st.sampled_from(list(content.smears)))
    if kind == 0:
        return FreezeSmears((smear_id,), frozen=smear_id not in frozen_smears(content), act=act())
    signed = signatures(content).get(smear_id)
    seal = signed.seal if signed else seal_of(content, smear_id)
    return SignSmears(((smear_id, seal),), signed=signed is None, act=act())


class _Reader:
    """Does, undoes and does again; what a signature or a later edit forbids changes nothing."""

    def __init__(self, path: Path) -> None:
        self.dataset = Dataset.create(path, BLAST_NORMAL)
        self.states = [rows(self.dataset.content)]
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    def act(self, data: st.DataObject) -> None:
        choice = data.draw(st.integers(0, 9))
        if choice < 2 and self._done:
            self._move(self._done, self._undone)
        elif choice == 2 and self._undone:
            self._move(self._undone, self._done)
        elif self._append(edit := data.draw(steps(self.dataset.content))):
            self._done.append(edit)
            self._undone.clear()
        if data.draw(st.integers(0, 14)) == 0:
            self.dataset.checkpoint()
            self.states = [rows(self.dataset.content)]

    def undo_all(self) -> None:
        while self._done and self._move(self._done, self._undone):
            pass

    def _move(self, stack: list[Edit], other: list[Edit]) -> bool:
        inverse = stack[-1].inverse(_LATER)
        if not self._append(inverse):
            return False
        stack.pop()
        other.append(inverse)
        return True

    def _append(self, edit: Edit) -> bool:
        try:
            self.dataset.append(edit)
        except EditError:
            assert rows(self.dataset.content) == self.states[-1]
            return False
        self.states.append(rows(self.dataset.content))
        return True


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_was_done_and_undone_in_any_order_comes_back_from_any_part_of_the_journal(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("whole") / "a.h5"
    reader = _Reader(path)
    for _ in range(data.draw(st.integers(5, 30))):
        reader.act(data)
        assert rows(load_content(path)) == reader.states[-1]
    reader.undo_all()
    die(reader.dataset)
    journal = Path(f"{path}-journal")
    whole = journal.read_bytes() if journal.exists() else b""
    ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]
    for length in sorted({*ends, *(end - 1 for end in ends), data.draw(st.integers(0, len(whole)))}):
        cut = tmp_path_factory.mktemp("cut") / "a.h5"
        shutil.copy(path, cut)
        Path(f"{cut}-journal").write_bytes(whole[:length])
        lines = max(0, whole[:length].count(b"\n") - 1)
        assert rows(load_content(cut)) == reader.states[lines]
