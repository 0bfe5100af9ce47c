"""Who looks for garbage, and when."""

import gc

import pytest

from leukodesk.garbage import collect_automatically, collect_by_hand, collect_due, collection_paused


class Node:
    """Refers to itself."""

    gone = 0

    def __init__(self):
        self.me = self

    def __del__(self):
        Node.gone += 1


@pytest.fixture(autouse=True)
def counted_anew():
    gc.collect()
    Node.gone = 0
    limits = gc.get_threshold()
    yield
    gc.set_threshold(*limits)
    assert gc.isenabled()


@pytest.fixture
def by_hand():
    collect_by_hand()
    yield
    collect_automatically()


def make(count):
    for _ in range(count):
        Node()


def test_garbage_stays_until_it_is_looked_for_by_hand(by_hand):
    make(2_000)
    assert Node.gone == 0
    collect_due()
    assert Node.gone == 2_000


def test_few_new_objects_are_not_worth_a_look(by_hand):
    gc.collect(0)
    make(1)
    collect_due()
    assert Node.gone == 0


def test_garbage_that_lasted_is_found_too(by_hand):
    gc.set_threshold(10, 1, 1)
    lasting = Node()
    gc.collect(1)  # it is among the old ones now
    del lasting
    for _ in range(20):
        make(20)
        kept = [[] for _ in range(20_000)]  # a full look comes when what lasts has grown
        collect_due()
        if Node.gone % 20:
            break
        del kept
    assert Node.gone % 20 == 1


def test_nothing_is_looked_for_while_that_is_paused(by_hand):
    with collection_paused():
        make(2_000)
        collect_due()
        assert Node.gone == 0
    collect_due()
    assert Node.gone == 2_000


def test_a_pause_ends_with_the_last_of_those_who_asked():
    with collection_paused():
        with collection_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_pause_leaves_what_is_done_by_hand_to_be_done_by_hand(by_hand):
    with collection_paused():
        pass
    assert not gc.isenabled()


def test_who_switched_the_collection_off_finds_it_off():
    gc.disable()
    try:
        with collection_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
