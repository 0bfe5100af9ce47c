"""Cells that look alike are found by a classifier."""


def test_without_a_classifier_the_reader_is_told_what_is_missing(opened, settle):
    failed = []
    opened.similar.failed.connect(lambda title, sentence: failed.append(sentence))
    opened.similar.find(next(iter(opened.content.cells)), 3)
    settle(opened)
    assert failed == ["Cells are compared by a classifier; choose one in the tool bar."]
    assert opened.similar.cell_id == ""
