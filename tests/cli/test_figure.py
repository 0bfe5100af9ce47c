import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.cli.figure import Figure

_TIMES = st.floats(1e-6, 1e6)


@given(value=_TIMES, reference=_TIMES)
def test_the_ratio_in_json_is_that_of_the_two_values_however_small(value, reference):
    record = Figure("id", "work", value, "bare work", reference).to_json()
    assert record["ratio"] == pytest.approx(record["value"] / record["reference_value"], rel=0.002)
