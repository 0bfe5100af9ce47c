import pytest

from leukodesk.core.figure_text import figure_text


@pytest.mark.parametrize(
    ("value", "ends", "said"),
    [
        (0.91, (0.867, 0.957), "0.910 (0.867 to 0.957)"),
        (0.99985, (0.9991, 1.0), "0.9999 (0.9991 to 1.0000)"),
        (0.99994, (0.91, 1.0), "0.9999 (0.9100 to 1.0000)"),
        (0.0004, (0.0, 0.002), "0.0004 (0.0000 to 0.0020)"),
        (1.0, (0.8, 1.0), "1.000 (0.800 to 1.000)"),
        (1.0, (1.0, 1.0), "1.000"),
        (0.692, None, "0.692"),
        (1 - 1e-12, None, "1.000"),
        (8.917, (4.25, 14.083), "8.917 (4.250 to 14.083)"),
    ],
)
def test_nothing_is_rounded_to_a_certainty(value, ends, said):
    assert figure_text(value, ends) == said


def test_what_is_counted_is_whole_also_where_it_is_none():
    assert figure_text(0, (0, 1), "misclassified") == "0 (0 to 1)"
    assert figure_text(1234, (1101, 1355), "misclassified") == "1234 (1101 to 1355)"
