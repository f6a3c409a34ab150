"""Services, rendered once for all workers."""

import os
import shutil
from collections.abc import Callable
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from filelock import FileLock
from pytest_copie.plugin import Copie
from tests.template.environments import environment_of
from tests.template.rows import SAMPLE
from tests.template.rows import Row
from tests.template.services import Service

Render = Callable[[Row], Path]
Prepare = Callable[[Row], Service]


def once(folder: Path, make: Callable[[], Path]) -> Path:
    """A folder that is the same for all workers: what `make` gives to the first who asks."""
    folder.parent.mkdir(exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            begun = perf_counter()
            made = make()
            Path(f"{folder}.seconds").write_text(str(perf_counter() - begun))
            made.rename(folder)
    return folder


def seconds(folder: Path) -> float:
    """What it took to make such a folder."""
    return float(Path(f"{folder}.seconds").read_text())


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "services"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def copied(
    copie_session: Copie, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Mapping[str, Any]], Path]:
    """Render the template of the working tree, as it is now, with the given answers."""
    template = tmp_path_factory.mktemp("template")
    shutil.copy(repository / "copier.yml", template)
    for folder in ("extensions", "template"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(repository / folder, template / folder, ignore=ignored)

    def copied(answers: Mapping[str, Any]) -> Path:
        result = copie_session.copy(extra_answers=dict(answers), template_dir=template)
        if result.exception is not None:
            raise result.exception
        assert result.project_dir is not None
        for name, answer in answers.items():
            assert result.answers.get(name, answer) == answer
        return result.project_dir

    return copied


@pytest.fixture(scope="session")
def render(shared: Path, copied: Callable[[Mapping[str, Any]], Path]) -> Render:
    """The service of a row as it is rendered, in a folder that nobody may change."""

    def render(row: Row) -> Path:
        return once(shared / "rendered" / row.name, lambda: copied(row.answers))

    return render


@pytest.fixture(scope="session")
def prepare(shared: Path, render: Render) -> Prepare:
    """The service of a row, with its migrations, in a folder that nobody may change.

    A row for which this machine has no Python is skipped, and says so.
    """

    def prepare(row: Row) -> Service:
        rendered = render(row)
        try:
            environment_of(rendered)
        except LookupError as error:
            pytest.skip(f"row {row.name} is left out: {error}")

        def migrated() -> Path:
            service = Service(rendered).copy(shared / f"{row.name}.new")
            service.succeed("make", ".env", "migrations")
            return service.root

        return Service(once(shared / "prepared" / row.name, migrated))

    return prepare


@pytest.fixture
def service(
    row: Row,
    shared: Path,
    prepare: Prepare,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> Service:
    """A copy of a row's service to do with as one likes."""
    print(row.text)  # shown where the test fails
    service = prepare(row)
    record_property("row", row.name)
    for stage in ("rendered", "prepared"):
        record_property(stage, seconds(shared / stage / row.name))
    return service.copy(tmp_path / "service")


@pytest.fixture
def rendered(row: Row, render: Render) -> Service:
    """A row's service as it is rendered; nobody may change it."""
    print(row.text)
    return Service(render(row))


@pytest.fixture(scope="session")
def green(prepare: Prepare, shared: Path) -> Service:
    """The sample, for which `make check` passes; its type checker remembers what it has read."""

    def checked() -> Path:
        service = prepare(SAMPLE).copy(shared / "green.new")
        assert "== all checks passed" in service.succeed("make", "check")
        return service.root

    return Service(once(shared / "green", checked))


@pytest.fixture
def sample(green: Service, tmp_path: Path) -> Service:
    """A copy of the sample that passed its checks."""
    return green.copy(tmp_path / "service")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What each row took, step by step, where the matrix was asked for."""
    rows: dict[str, dict[str, float]] = {}
    for report in chain(*terminalreporter.stats.values()):
        properties = dict(getattr(report, "user_properties", ()))
        if "row" in properties and report.when == "call":
            test = report.nodeid.partition("::")[2].partition("[")[0]
            timings = {stage: properties[stage] for stage in ("rendered", "prepared")}
            rows.setdefault(properties["row"], {}).update({**timings, test: report.duration})
    if not rows:
        return
    columns = ("rendered", "prepared", "test_make_check", "test_make_test")
    terminalreporter.section("seconds of each row")
    terminalreporter.write_line("render  prepare  check   test  row")
    for row, timings in sorted(rows.items()):
        numbers = [f"{timings.get(column, 0):6.1f}" for column in columns]
        terminalreporter.write_line(f"{' '.join(numbers)}  {row}")
