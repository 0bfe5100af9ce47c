"""How tables of the command line write figures."""

import pytest

from leukodesk.cli.console import interval_text, print_table


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((1101.0, 1355.2), "1101 to 1355"),
        ((0.99978, 1.0), "0.9998 to 1"),
        ((0.867, 0.957), "0.867 to 0.957"),
        ((0.000758, 0.00641), "0.000758 to 0.00641"),
        ((1.0, 1.0), None),
    ],
)
def test_an_interval_is_as_exact_as_what_it_is_of(ends, said):
    assert interval_text(ends) == said


def test_what_is_short_of_one_is_not_printed_as_one(capsys):
    print_table(
        ["figure", "value"], [("auc", 0.99993), ("accuracy", 1.0), ("ratio", 1.0004), ("cells", 1234.0)]
    )
    assert capsys.readouterr().out == "auc\t0.9999\naccuracy\t1\nratio\t1\ncells\t1234\n"
