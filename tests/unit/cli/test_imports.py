"""Conflicts between imports resolve themselves, others do not."""

import subprocess
from pathlib import Path

import pytest

from ringfence.imports import MARKER_SIZE
from ringfence.imports import merge_imports

BASE = """\
\"\"\"A module.\"\"\"

from shop import a
from shop import z

A = 1
"""


def merged(folder: Path, ours: str, theirs: str, base: str = BASE) -> str | None:
    sides = {"ours": ours, "base": base, "theirs": theirs}
    for name, text in sides.items():
        (folder / name).write_text(text, newline="")
    command = ["git", "merge-file", "-p", "--diff3", f"--marker-size={MARKER_SIZE}", *sides]
    shown = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert 0 < shown.returncode < 128, "no conflict"
    result = merge_imports(shown.stdout)
    return None if result is None else result.decode()


def between(*lines: str) -> str:
    return BASE.replace("from shop import z\n", "".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        pytest.param(
            ["from shop import m", "from shop import z"],
            ["from shop import k", "from shop import n as o", "from shop import z"],
            [*(f"from shop import {name}" for name in ("k", "m", "n as o", "z"))],
            id="both add",
        ),
        pytest.param(
            ["from shop.b import C", "from shop import z"],
            ["from shop.b import D_E", "from shop.b import f", "import shop"],
            [
                "import shop",
                "from shop.b import D_E",
                "from shop.b import C",
                "from shop.b import f",
            ],
            id="one removes what the other keeps",
        ),
        pytest.param(
            ["from shop import same", "from shop import x  # noqa: F401", "from shop import z"],
            ["from shop import same", "from shop import y", "from shop import z"],
            [*(f"from shop import {name}" for name in ("same", "x  # noqa: F401", "y", "z"))],
            id="both add the same",
        ),
    ],
)
def test_both_imports_stay(
    tmp_path: Path, ours: list[str], theirs: list[str], both: list[str]
) -> None:
    assert merged(tmp_path, between(*ours), between(*theirs)) == between(*both)


def test_line_ends_stay(tmp_path: Path) -> None:
    sides = [
        between(*lines).replace("\n", "\r\n")
        for lines in (["import b"], ["import c"], ["import a"])
    ]
    assert merged(tmp_path, sides[0], sides[1], sides[2]) == between(
        "import b", "import c"
    ).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "line",
    [
        "B = 2",
        "from shop import (",
        "",
        "    import b",
        "from . import b; print()",
        "from shop import a, b",
    ],
)
def test_everything_else_is_for_people_to_decide(tmp_path: Path, line: str) -> None:
    assert (
        merged(tmp_path, between("from shop import b", line), between("from shop import c")) is None
    )


def test_one_decision_that_is_left_leaves_the_file_alone(tmp_path: Path) -> None:
    ours = between("from shop import b").replace("A = 1", "A = 2")
    theirs = between("from shop import c").replace("A = 1", "A = 3")
    assert merged(tmp_path, ours, theirs) is None


def test_the_future_comes_first(tmp_path: Path) -> None:
    ours, theirs = between("from __future__ import annotations"), between("import os")
    both = between("from __future__ import annotations", "import os")
    assert merged(tmp_path, ours, theirs) == both
    assert merged(tmp_path, theirs, ours) == both
