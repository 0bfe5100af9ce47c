"""Disks that are really full, unplugged or read-only, in a namespace of their own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.mounted import SCENES

_ALONE = ("unshare", "--mount", "--map-root-user")


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES)
def test_nothing_is_lost_on_a_disk_that_is(scene: str, tmp_path: Path) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    may = "mount -t tmpfs tmpfs " + str(folder)
    if (
        shutil.which("unshare") is None
        or subprocess.run([*_ALONE, "sh", "-c", may], capture_output=True, check=False).returncode
    ):
        pytest.skip("nothing may be mounted here")
    done = subprocess.run(
        [*_ALONE, sys.executable, "-m", "tests.store.mounted", scene, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == ["done"], done.stderr
