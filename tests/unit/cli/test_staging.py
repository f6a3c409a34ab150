"""All or nothing, beside the destination."""

import subprocess
import sys
from pathlib import Path

import pytest

from ringfence.errors import RingfenceError
from ringfence.staging import Staging
from ringfence.staging import remove_abandoned

HOLD = """
import sys, time
from pathlib import Path
from ringfence.staging import Staging
with Staging(Path(sys.argv[1])) as staging:
    staging.service.mkdir()
    print("ready", flush=True)
    time.sleep(60)
"""


def _build(staging: Staging) -> None:
    staging.service.mkdir()
    (staging.service / "file").write_text("content")


def test_a_service_lands_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    destination = tmp_path / "shop"
    with Staging(destination) as staging:
        _build(staging)
        assert not destination.exists()
        staging.land()
    assert staging.landed
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]
    assert (destination / "file").read_text() == "content"


def test_an_empty_folder_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    destination = tmp_path / "shop"
    destination.mkdir(mode=0o700)
    with Staging(destination) as staging:
        _build(staging)
        staging.land()
    assert destination.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_error_leaves_nothing_not_even_new_parents(
    tmp_path: Path, error: type[BaseException]
) -> None:
    staging = Staging(tmp_path / "new" / "parents" / "shop")

    def build_and_fail() -> None:
        with staging:
            _build(staging)
            raise error

    with pytest.raises(error):
        build_and_fail()
    assert not staging.landed
    assert list(tmp_path.iterdir()) == []


def test_a_destination_that_fills_up_meanwhile_is_left_alone(tmp_path: Path) -> None:
    destination = tmp_path / "shop"
    with Staging(destination) as staging:
        _build(staging)
        destination.mkdir()
        (destination / "mine").touch()
        with pytest.raises(RingfenceError, match="could not be put in place, nothing was written"):
            staging.land()
    assert not staging.landed
    assert [path.name for path in tmp_path.rglob("*")] == ["shop", "mine"]


def test_what_a_killed_process_left_is_removed_and_a_living_ones_is_not(tmp_path: Path) -> None:
    holders = [
        subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path / "shop")], stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    try:
        for holder in holders:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "ready\n"
        assert len(list(tmp_path.iterdir())) == 2
        holders[0].kill()
        holders[0].wait()
        remove_abandoned(tmp_path)
        (left,) = tmp_path.iterdir()
        assert (left / "shop").is_dir()
    finally:
        for holder in holders:
            holder.kill()
            holder.wait()
            assert holder.stdout is not None
            holder.stdout.close()
    remove_abandoned(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_folders_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".ringfence-notes").mkdir()
    (tmp_path / ".ringfence-0123abcd").mkdir()
    (tmp_path / ".ringfence-0123abcd" / "diary").touch()
    (tmp_path / ".ringfence-aaaaaaaa").touch()
    (tmp_path / ".ringfence-ffffffff").mkdir()  # empty: a process was killed before it marked it
    remove_abandoned(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".ringfence-0123abcd",
        ".ringfence-aaaaaaaa",
        ".ringfence-notes",
    ]
