"""Tiny real models, see :mod:`tests.tiny_model`."""

import pytest

from tests.tiny_model import MakeModel, make_model


@pytest.fixture
def tiny_model() -> MakeModel:
    return make_model
