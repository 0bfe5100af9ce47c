"""Sharing a batch through a Dask scheduler; only where dask.distributed is installed."""

import importlib.util
import json

import pytest

from leukodesk.jobs import cluster


@pytest.mark.skipif(importlib.util.find_spec("distributed") is not None, reason="dask.distributed is here")
def test_without_dask_the_way_to_install_it_is_named(smear, leukodesk):
    result = leukodesk("analyze", smear, "--classifier", "none", "--scheduler", "tcp://127.0.0.1:1")
    assert result.status == 1
    assert 'pip install "leukodesk[cluster]"' in result.err
    assert len(result.sentences) == 1


@pytest.mark.slow
def test_a_cluster_gives_what_this_machine_gives(tmp_path, smear_bytes, leukodesk):
    distributed = pytest.importorskip("distributed")
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(smear_bytes)
    (tmp_path / "c.png").write_bytes(b"")
    command = ("analyze", tmp_path, "--classifier", "none", "--json", "-")
    alone = leukodesk(*command)
    with distributed.LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=None) as local:
        shared = leukodesk(*command, "--scheduler", local.scheduler_address)
    assert shared.status == alone.status == 1
    assert [line for line in shared.sentences if "c.png" in line] == alone.sentences

    def cells(text: str) -> dict[str, list[dict]]:
        return {record["image"]: record["cells"] for record in map(json.loads, text.splitlines())}

    assert cells(shared.out) == cells(alone.out)


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_named(smear, leukodesk, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "CONNECT_TIMEOUT", "1s")
    result = leukodesk("analyze", smear, "--classifier", "none", "--scheduler", "tcp://127.0.0.1:1")
    assert result.status == 1
    assert "tcp://127.0.0.1:1" in result.sentences[-1]
    assert "Traceback" not in result.err
