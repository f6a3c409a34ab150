"""Services, rendered once for all workers."""

import os
import shutil
from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from pytest_copie.plugin import Copie
from tests.template.environments import environment_of
from tests.template.rows import ROWS
from tests.template.services import Service

Render = Callable[[Mapping[str, Any]], Path]
Prepare = Callable[[str], Service]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "services"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def render(
    copie_session: Copie, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> Render:
    """Render the template of the working tree, as it is now, with the given answers."""
    template = tmp_path_factory.mktemp("template")
    shutil.copy(repository / "copier.yml", template)
    for folder in ("extensions", "template"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(repository / folder, template / folder, ignore=ignored)

    def render(answers: Mapping[str, Any]) -> Path:
        result = copie_session.copy(extra_answers=dict(answers), template_dir=template)
        if result.exception is not None:
            raise result.exception
        assert result.project_dir is not None
        for name, answer in answers.items():
            assert result.answers.get(name, answer) == answer
        return result.project_dir

    return render


@pytest.fixture(scope="session")
def prepare(shared: Path, render: Render) -> Prepare:
    """The service of a row, with its migrations, in a folder that nobody may change.

    A row for which this machine has no Python is skipped, and says so.
    """

    def prepare(row: str) -> Service:
        service = Service(shared / row)
        with FileLock(shared / f"{row}.lock"):
            if not (shared / f"{row}.ready").exists():
                shutil.rmtree(service.root, ignore_errors=True)
                shutil.move(render(ROWS[row]), service.root)
                try:
                    environment_of(service.root)
                except LookupError as error:
                    pytest.skip(f"row {row} is left out: {error}")
                service.succeed("make", ".env", "migrations")
                (shared / f"{row}.ready").touch()
        return service

    return prepare


@pytest.fixture
def service(request: pytest.FixtureRequest, prepare: Prepare, tmp_path: Path) -> Service:
    """A copy of a row's service to do with as one likes."""
    return prepare(request.param).copy(tmp_path / "service")


@pytest.fixture(scope="session")
def green(prepare: Prepare, shared: Path) -> Service:
    """The sample, for which `make check` passes; its type checker remembers what it has read."""
    service = prepare("sample")
    with FileLock(shared / "green.lock"):
        if not (shared / "green").exists():
            output = service.copy(shared / "green.new").succeed("make", "check")
            assert "== all checks passed" in output
            (shared / "green.new").rename(shared / "green")
    return Service(shared / "green")


@pytest.fixture
def sample(green: Service, tmp_path: Path) -> Service:
    """A copy of the sample that passed its checks."""
    return green.copy(tmp_path / "service")
