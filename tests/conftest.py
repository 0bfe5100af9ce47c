"""What every test shares: no display, no user files touched, and the real images where they are."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEUKODESK_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the real images; the test is skipped where it is absent."""
    folder = Path(os.environ.get("LEUKODESK_SHARED", _ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the real images are not here: {folder} does not exist")
    return folder


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Compute with one thread: for tiny networks more of them take longer."""
    torch = pytest.importorskip("torch")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
