"""Tables that are looked at row by row behave like the dict or the list they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.core.rows import Log, Rows, field_of, latest


@dataclass(frozen=True)
class _Item:
    name: str
    value: int


@dataclass
class _Table:
    """Items in memory that remembers which were asked for."""

    items: list[_Item]
    built: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.items)

    def find(self, key: str) -> int:
        return next((row for row, item in enumerate(self.items) if item.name == key), -1)

    def keys(self, start: int, stop: int) -> Sequence[str]:
        return [item.name for item in self.items[start:stop]]

    def field(self, row: int, name: str) -> Any:
        return getattr(self.items[row], name)

    def rows(self, start: int, stop: int) -> Sequence[_Item]:
        self.built += range(start, stop)
        return self.items[start:stop]

    def at_hand(self, start: int, stop: int) -> Sequence[_Item]:
        return self.rows(start, stop)

    def matching(self, name: str, values: Sequence[str]) -> Sequence[_Item]:
        return [item for item in self.items if getattr(item, name) in values]


def _table(count: int) -> _Table:
    return _Table([_Item(str(number), number) for number in range(count)])


_KEYS = st.integers(0, 13).map(str)


@given(st.integers(0, 10), st.lists(st.tuples(st.sampled_from(["put", "drop", "copy"]), _KEYS), max_size=25))
def test_rows_hold_what_a_dict_would_hold_in_its_order(count: int, deeds: list[tuple[str, str]]) -> None:
    table = _table(count)
    rows, plain = Rows(table), {item.name: item for item in table.items}
    before, held = rows.copy(), dict(plain)
    for number, (deed, key) in enumerate(deeds):
        if deed == "put":
            rows[key] = plain[key] = _Item(key, 100 + number)
        elif deed == "drop":
            assert rows.pop(key, None) == plain.pop(key, None)
        else:
            rows = rows.copy()
    assert list(rows.items()) == list(plain.items())
    assert list(rows) == list(plain)
    assert list(reversed(rows)) == list(reversed(plain))
    assert latest(rows, 4) == latest(plain, 4) == list(plain)[::-1][:4]
    assert list(rows.values()) == list(plain.values())
    assert len(rows) == len(plain)
    assert rows == plain
    for key in map(str, range(15)):
        assert (key in rows) == (key in plain)
        assert rows.get(key) == plain.get(key)
        if key in plain:
            assert field_of(rows, key, "value") == field_of(plain, key, "value")
    assert list(rows.many(plain)) == list(plain.values())
    assert list(rows.many(reversed(plain))) == list(reversed(plain.values()))
    assert rows.touched() == {i for i in {*plain, *held} if plain.get(i) is not held.get(i)}
    assert list(before.items()) == list(held.items())


def test_only_the_rows_that_are_looked_at_are_built() -> None:
    table = _table(1000)
    rows = Rows(table)
    assert "500" in rows
    assert rows.field("500", "value") == 500
    rows["3"] = _Item("3", -1)
    del rows["4"]
    assert len(rows) == 999
    assert table.built == []
    assert rows["500"].value == 500
    assert [item.value for item in rows.many(["2", "3", "5", "6"])] == [2, -1, 5, 6]
    assert table.built == [500, 2, 5, 6]
    next(iter(rows.values()))
    assert len(table.built) < 20


def test_missing_rows_are_told() -> None:
    rows = Rows(_table(2))
    del rows["1"]
    for missing in ("1", "7"):
        with pytest.raises(KeyError):
            rows[missing]
        with pytest.raises(KeyError):
            del rows[missing]
        with pytest.raises(KeyError):
            field_of(rows, missing, "value")
    assert None not in rows


@given(st.integers(0, 30), st.integers(0, 5))
def test_a_log_is_the_list_it_stands_for(count: int, more: int) -> None:
    table = _table(count)
    log, plain = Log(table), list(table.items)
    before = log.copy()
    for number in range(more):
        log.append(_Item("1", number))
        plain.append(_Item("1", number))
    log += [_Item("x", 1)]
    plain += [_Item("x", 1)]
    assert log == plain
    assert len(log) == len(plain)
    assert log[-1] == plain[-1]
    assert [log[number] for number in range(len(log))] == plain
    assert log[2:7] == plain[2:7]
    assert log[count // 2 :] == plain[count // 2 :]
    assert log.matching("name", ("1", "x")) == [item for item in plain if item.name in ("1", "x")]
    assert before == table.items
    with pytest.raises(IndexError):
        log[len(log)]


def test_a_log_only_grows() -> None:
    log = Log(_table(3))
    with pytest.raises(TypeError):
        log[0] = _Item("other", 1)
    with pytest.raises(TypeError):
        del log[0]
    with pytest.raises(TypeError):
        log.insert(0, _Item("other", 1))
    assert log != [_Item("other", 1)]


def test_the_last_rows_are_named_without_looking_at_the_others() -> None:
    looked_at = []

    class Noting(_Table):
        def keys(self, start: int, stop: int) -> Sequence[str]:
            looked_at.extend(range(start, stop))
            return super().keys(start, stop)

    rows = Rows(Noting(_table(2000).items))
    rows["new"] = _Item("new", 1)
    del rows["1998"]
    assert latest(rows, 4) == ["new", "1999", "1997", "1996"]
    assert len(looked_at) < 20
