"""Whatever people change in a service, a later version takes none of their lines away unseen."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.lifecycle.conftest import Service
from tests.lifecycle.conftest import Tool

from ringfence import template_source
from ringfence.errors import ConflictsLeft
from ringfence.update import Change
from ringfence.update import update

FILES = (
    "README.md",
    "model.yml",
    "src/shop/old.py",
    "src/shop/rest/views.py",
    "src/shop/run.sh",
    "src/shop/settings.py",
    "src/shop/steady.py",
)
ANSWERS = (), ("api=",), ("celery=true", "license=none")


@dataclass(frozen=True)
class Edit:
    """Something that a person does to a file; `place` says where in it, as a share of its length."""

    kind: str
    path: str
    place: float


def edits() -> st.SearchStrategy[Edit]:
    return st.builds(
        Edit,
        kind=st.sampled_from(sorted(KINDS)),
        path=st.sampled_from(FILES),
        place=st.floats(0, 1),
    )


class Person:
    """Somebody who edits a service, and remembers every line of theirs."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._numbers = count(1)

    def do(self, edit: Edit) -> None:
        file = self._service.root / edit.path
        if file.is_file():  # it may have been deleted or moved before
            KINDS[edit.kind](self, file, edit.place)

    def insert(self, file: Path, place: float) -> None:
        lines = _lines(file)
        lines.insert(round(place * len(lines)), self._line())
        file.write_bytes(b"".join(lines))

    def replace(self, file: Path, place: float) -> None:
        lines = _lines(file)
        lines[int(place * (len(lines) - 1))] = self._line()
        file.write_bytes(b"".join(lines))

    def cut(self, file: Path, place: float) -> None:
        lines = _lines(file)
        file.write_bytes(b"".join(lines[: round(place * len(lines))]))

    def delete(self, file: Path, _place: float) -> None:
        file.unlink()

    def move(self, file: Path, place: float) -> None:
        target = self._service.root / "moved" / f"{place:.3f}" / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)

    def copy(self, file: Path, place: float) -> None:
        shutil.copy(file, file.with_name(f"copy_{place:.3f}_{file.name}"))

    def change_line_ends(self, file: Path, _place: float) -> None:
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    def make_executable(self, file: Path, _place: float) -> None:
        file.chmod(0o755)

    def empty(self, file: Path, _place: float) -> None:
        file.write_bytes(b"")

    def put_where_a_new_one_will_be(self, file: Path, _place: float) -> None:
        file.with_name("fresh.py").write_bytes(self._line())

    def _line(self) -> bytes:
        return b"hand-written line %d, caf\xe9\n" % next(self._numbers)


KINDS: dict[str, Callable[[Person, Path, float], None]] = {
    name: method
    for name, method in vars(Person).items()
    if not name.startswith("_") and name != "do"
}


def _lines(file: Path) -> list[bytes]:
    return file.read_bytes().splitlines(keepends=True) or [b"\n"]


def _written_by_hand(files: dict[str, bytes]) -> set[bytes]:
    lines = b"\n".join(files.values()).splitlines()
    return {line for line in lines if line.startswith(b"hand-written")}


def _status_of(change: Change) -> int:
    try:
        update(change)
    except ConflictsLeft as left:
        return left.status
    return 0


@pytest.fixture
def _as_installed(new_tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """This very process updates as the installed tool does."""
    bundle = new_tool.site / "ringfence" / "template.bundle"
    monkeypatch.setattr(template_source, "_BUNDLE", bundle)
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "file")


@pytest.mark.usefixtures("_as_installed")
@settings(
    max_examples=40,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(done=st.lists(edits(), min_size=1, max_size=8), answers=st.sampled_from(ANSWERS))
def test_random_edits_between_two_versions(
    untouched: Service, done: list[Edit], answers: tuple[str, ...]
) -> None:
    with TemporaryDirectory() as folder:
        service = untouched.copy(Path(folder) / "shop")
        person = Person(service)
        for edit in done:
            person.do(edit)
        service.commit()
        before, executables = service.files(), service.executables()
        status = _status_of(Change(service=service.root, data=answers, defaults=True))

        conflicts = service.git("diff", "--name-only", "--diff-filter=U")
        assert status == (3 if conflicts else 0)
        after = service.files()
        assert _written_by_hand(before) <= _written_by_hand(after)
        assert executables & after.keys() <= service.executables()
        service.git("add", "--all")  # as if all conflicts had been resolved
        assert _status_of(Change(service=service.root, defaults=True)) == 0
        assert service.files() == after

        service.git("reset", "--quiet", "--hard")
        assert service.files() == before
