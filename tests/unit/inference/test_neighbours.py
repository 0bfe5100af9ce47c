import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.explain import explain
from leukodesk.inference.neighbours import Places, neighbour_share, neighbours
from leukodesk.inference.networks.cell_context import CellGraph
from leukodesk.inference.registry import create_architecture
from tests.tiny_model import make_model


def some_places(count, fields, seed, size_um=150.0):
    random = np.random.default_rng(seed)
    return Places(random.uniform(0, size_um, (count, 2)), random.integers(0, fields, count))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40), st.integers(1, 5), st.integers(0, 10**6), st.integers(1, 8), st.floats(1, 200))
def test_each_cell_hears_its_nearest_in_the_same_field(count, fields, seed, nearest, radius):
    places = some_places(count, fields, seed)
    found = neighbours(places, nearest=nearest, radius_um=radius)
    for cell in range(count):
        distances = np.linalg.norm(places.positions_um - places.positions_um[cell], axis=1)
        near = [
            other
            for other in np.argsort(distances)
            if other != cell and places.fields[other] == places.fields[cell] and distances[other] <= radius
        ]
        heard = found.edges[1] == cell
        assert set(found.edges[0, heard]) == set(near[:nearest])
        np.testing.assert_allclose(np.sort(found.distances_um[heard]), distances[near[:nearest]])


def test_cells_at_the_same_place_hear_each_other_and_not_themselves():
    found = neighbours(Places(np.zeros((4, 2)), np.array([0, 0, 0, 1])), nearest=1)
    assert (found.edges[0] != found.edges[1]).all()
    assert found.edges.max() < 3
    assert sorted(set(found.edges[1])) == [0, 1, 2]


def test_places_are_in_micrometres_and_follow_a_choice():
    places = some_places(9, 3, 0)
    some = places.take([4, 2])
    np.testing.assert_array_equal(some.positions_um, places.positions_um[[4, 2]])
    np.testing.assert_array_equal(some.fields, places.fields[[4, 2]])
    assert len(Places.in_one_field([], 0.1)) == 0


@pytest.fixture(scope="module")
def hybrid():
    torch.manual_seed(3)
    network = create_architecture("hybrid_cnn_gnn").build(4).eval()
    for name, value in network.named_parameters():
        if name.endswith("hear.bias"):
            torch.nn.init.normal_(value)
    return network


def crops(count, seed=0):
    return torch.rand(count, 3, 32, 32, generator=torch.Generator().manual_seed(seed))


def test_a_lone_cell_is_read_as_without_places(hybrid):
    far = Places(np.arange(5)[:, None] * np.array([[1000.0, 0.0]]), np.zeros(5, np.int64))
    with torch.no_grad():
        alone = hybrid(crops(5))
        torch.testing.assert_close(hybrid(crops(5), far), alone)
        torch.testing.assert_close(hybrid(crops(5)[2:3]), alone[2:3])


def test_a_neighbour_changes_what_a_cell_is_and_nothing_else_does(hybrid):
    places = Places(np.array([[0, 0], [0, 10], [0, 40], [0, 900], [0, 5]]), np.array([0, 0, 0, 0, 1]))
    before = crops(5)
    with torch.no_grad():
        first = hybrid(before, places)
        for changed in range(5):
            after = before.clone()
            after[changed] = crops(1, seed=9)[0]
            moved = (hybrid(after, places) - first).abs().amax(dim=1) > 1e-5
            expected = {0, 1, 2} if changed in (0, 1, 2) else {changed}
            assert set(moved.nonzero().flatten().tolist()) == expected


def test_the_order_of_cells_does_not_matter(hybrid):
    places = some_places(12, 2, 5)
    order = np.random.default_rng(0).permutation(12)
    with torch.no_grad():
        one = hybrid(crops(12), places)
        other = hybrid(crops(12)[order], places.take(order))
    torch.testing.assert_close(other, one[order])


def test_each_field_gets_one_answer_of_its_own_cells(hybrid):
    places = some_places(12, 3, 5)
    embeddings = hybrid.embed(crops(12))
    whole = hybrid.read_fields(embeddings, CellGraph.of(places, 12))
    assert whole.shape == (3, 4)
    assert torch.isfinite(whole).all()
    members = np.flatnonzero(places.fields == 1)
    alone = hybrid.read_fields(embeddings[members], CellGraph.of(places.take(members), len(members)))
    torch.testing.assert_close(alone, whole[1:2])


def test_a_classifier_reads_a_field_at_once_whatever_its_batches(hybrid, tmp_path):
    card = make_model(tmp_path, classes=("a", "b", "c", "d"), architecture="hybrid_cnn_gnn")
    classifier = CellClassifier(card, hybrid, "cpu")
    side = card.crop.size_px
    pixels = np.random.default_rng(0).integers(0, 256, (11, side, side, 3), dtype=np.uint8)
    places = some_places(11, 1, 4, size_um=60)
    said = classifier.logits(pixels, places=places)
    with torch.no_grad():
        expected = hybrid(classifier.prepare(pixels), places).numpy()
    np.testing.assert_allclose(said, expected, atol=1e-4)
    assert not np.allclose(said, classifier.logits(pixels), atol=1e-3)
    assert classifier.logits(pixels[:0], places=places.take(np.arange(0))).shape == (0, 4)
    assert explain(classifier, pixels[:2], 1).shape == (2, side, side)


def test_neighbours_count_for_what_the_distance_to_the_other_classes_gains_by_them():
    alone = np.array([[2, 0, 0], [2, 0, 0], [2, 0, 0], [-1, 0, 0], [0, 0, 0], [2, 0, 0]], np.float32)
    among = np.array([[2, 0, 0], [8, 0, 0], [1, 0, 0], [3, 0, 0], [0, 0, 0], [0, 2, 0]], np.float32)
    share = neighbour_share(among, alone)
    # Unchanged, three quarters, spoken against, turned to another class, nothing at all, turned likewise.
    np.testing.assert_allclose(share, [0, 0.75, 0, 1, 0, 1])
    assert share.dtype == np.float32
    np.testing.assert_allclose(neighbour_share(among + 5, alone - 3), share, err_msg="softmax has no origin")


def some_judgement(network, tmp_path, places, **changes):
    card = make_model(tmp_path, classes=("a", "b", "c", "d"), architecture="hybrid_cnn_gnn", **changes)
    side = card.crop.size_px
    pixels = np.random.default_rng(0).integers(0, 256, (6, side, side, 3), dtype=np.uint8)
    classifier = CellClassifier(card, network, "cpu")
    judged = classifier.judge(pixels, places=places)
    np.testing.assert_array_equal(judged.probabilities, classifier.predict(pixels, places=places))
    return judged


def test_a_model_of_cells_says_how_much_neighbours_count(hybrid, tmp_path):
    beside = np.array([[0.0, 0], [0, 9], [9, 0], [9, 9], [0, 20], [900, 900]])
    places = Places(beside, np.zeros(6, np.int64))
    share = some_judgement(hybrid, tmp_path, places).neighbour_share
    assert share.shape == (6,)
    assert share[5] == 0
    assert 0 <= share.min() < share.max() <= 1
    assert some_judgement(hybrid, tmp_path, None).neighbour_share is None
    assert some_judgement(hybrid, tmp_path, places, task="field").neighbour_share is None


def test_neighbours_count_for_nothing_in_a_network_that_does_not_hear_them(tmp_path):
    deaf = create_architecture("hybrid_cnn_gnn").build(4).eval()
    for value in deaf.rounds.parameters():
        torch.nn.init.zeros_(value)
    share = some_judgement(deaf, tmp_path, some_places(6, 1, 4, size_um=60)).neighbour_share
    np.testing.assert_array_equal(share, np.zeros(6))
