"""`dataset sign` and `unsign`: what is signed is locked, also for other commands."""

import json

from tests.drawn_dataset import drawn


def test_sign_locks_and_unsign_unlocks_with_a_reason(tmp_path, leukodesk):
    path = drawn(tmp_path / "reader.h5", fields=2)
    signed = leukodesk("dataset", "sign", path, "0.png", "--annotator", "Ada")
    assert signed.status == 0
    assert "1 smear signed; 1 of 2 are signed now." in signed.out
    found = json.loads(leukodesk("dataset", "info", path, "--json", "-").out)
    assert found["review"] == {"pending": 0, "in_review": 1, "signed": 1}
    locked = leukodesk("dataset", "patient", path, "0.png=P1")
    assert (locked.status, len(locked.sentences)) == (1, 1)
    assert "0.png was signed by Ada and is locked" in locked.err
    assert leukodesk("dataset", "sign", path, "0.png").status == 1
    assert leukodesk("dataset", "unsign", path, "0.png").status == 2
    assert leukodesk("dataset", "unsign", path, "0.png", "--reason", "wrong cell").status == 0
    assert leukodesk("dataset", "patient", path, "0.png=P1").status == 0
    entries = json.loads(leukodesk("dataset", "history", path, "--json", "-").out)[-2:]
    assert [(entry["old"], entry["new"], entry["reason"]) for entry in entries] == [
        (None, "signed", "reviewed"),
        ("signed", None, "wrong cell"),
    ]
    assert leukodesk("dataset", "verify", path).status == 0
