"""While somebody reads blind, the gallery tells nothing of other readers or models."""

from leukodesk.core.gallery import UNJUDGED


def known(gallery):
    groups = [group.id for group in gallery.groups if group.id != UNJUDGED]
    return sum(gallery.order.count(group) for group in groups)


def test_the_gallery_tells_nothing_of_any_smear_while_somebody_reads_blind(qtbot, reading):
    workspace = reading.workspace
    workspace.set_classifier(None)
    gallery, second = workspace.gallery, workspace.second
    gallery.show("dataset")
    before = known(gallery)
    assert before
    second.begin()
    qtbot.waitUntil(lambda: second.is_blind, timeout=10_000)
    assert known(gallery) == 0
    second.end()
    assert known(gallery) == before
