"""The training loop beside a bare one."""

from leukodesk.cli import bench_training


def test_the_loop_is_measured_beside_a_bare_one_of_the_same_network(monkeypatch):
    monkeypatch.setattr(bench_training, "_CELLS", 8)
    monkeypatch.setattr(bench_training, "_REPEATS", 1)
    (figure,) = bench_training.figures("cpu")
    assert figure.reference == "bare torchvision loop"
    assert figure.value > 0
    assert figure.reference_value > 0
