"""One way to log in leaves nothing of the other behind."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.template.conftest import Prepare

TRACES = {
    "jwt": r"SessionAuthentication|SessionScheme|/auth/log(in|out)/|csrf_failed|cookies\.txt",
    "sample": r"jwt|bearer|auth/(token|refresh)/|access_token|JWKS",
    "no-api": r"jwt|bearer|/auth/|LOGINS_PER|throttle",
}


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        ours = not re.match(r"\.git/|\.copier-answers|LICENSE|uv\.lock", name)
        if ours and path.is_file() and path.suffix != ".pyc":
            yield name, f"{name}\n{path.read_text(encoding='utf-8')}"


def _found(root: Path, pattern: str) -> list[str]:
    return [
        f"{name}: {match[0]}"
        for name, text in _texts(root)
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]


@pytest.mark.parametrize("row", TRACES)
def test_nothing_of_another_login_is_left(prepare: Prepare, row: str) -> None:
    assert _found(prepare(row).root, TRACES[row]) == []


def test_what_is_left_is_found(prepare: Prepare) -> None:
    for row, other in (("jwt", "sample"), ("sample", "jwt")):
        assert _found(prepare(row).root, TRACES[other])
