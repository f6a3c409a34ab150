"""The tool as people install it: a wheel that carries the template's history."""

import compileall
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml
from tests.distributions import build
from tests.distributions import copy_working_tree
from tests.distributions import git
from tests.distributions import unpack
from tests.e2e.conftest import Run

BUNDLE = "ringfence/template.bundle"


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "RECORD" not in name}


def new(run: Run, wheel: Path, site: Path, name: str) -> Path:
    """A service by the tool in the wheel, where git may open nothing but files."""
    unpack(wheel, site)
    compileall.compile_dir(site, quiet=2)  # as an installer does
    command = ("new", name, "--defaults", "--no-setup")
    result = run(*command, PYTHONPATH=str(site), GIT_ALLOW_PROTOCOL="file")
    assert result.returncode == 0, result.stderr
    return site.parent / name


def origin(service: Path) -> tuple[str, str]:
    answers = yaml.safe_load((service / ".copier-answers.yml").read_text())
    return answers["_src_path"], answers["_commit"]


@pytest.fixture
def checkout(repository: Path, tmp_path: Path) -> Path:
    """The working tree as a repository with one commit."""
    root = tmp_path / "checkout"
    copy_working_tree(repository, root)
    git(tmp_path, "init", "--quiet", str(root))
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=everything")
    return root


def test_a_wheel_generates_without_network(run: Run, tmp_path: Path, checkout: Path) -> None:
    wheel = build(checkout, "wheel", tmp_path / "dist")
    names = contents(wheel)
    assert BUNDLE in names
    # what an installer would compile, or a template of another version that could be taken for the right one
    assert not [name for name in names if "/template/" in name or name.endswith(".pyc")]
    service = new(run, wheel, tmp_path / "site", "shop")
    version = wheel.name.split("-")[1]
    assert origin(service) == ("gh:ringfence/ringfence", f"v{version}")
    assert not list(service.rglob("__pycache__"))
    assert (service / "src" / "shop" / "config" / "settings.py").is_file()

    git(checkout, "commit", "--quiet", "--allow-empty", "--message=more work")
    wheel = build(checkout, "wheel", tmp_path / "dist_later")
    service = new(run, wheel, tmp_path / "site_later", "later")
    assert origin(service)[1].startswith(f"v{version}-1-g")


def test_source_distributions_carry_the_history_on(tmp_path: Path, checkout: Path) -> None:
    wheel = build(checkout, "wheel", tmp_path / "dist")
    with tarfile.open(build(checkout, "sdist", tmp_path / "source")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (root,) = (tmp_path / "unpacked").iterdir()
    assert contents(build(root, "wheel", tmp_path / "again")) == contents(wheel)


def test_a_source_archive_without_git_is_one_release(
    run: Run, tmp_path: Path, checkout: Path
) -> None:
    shutil.rmtree(checkout / ".git")
    wheel = build(checkout, "wheel", tmp_path / "dist")
    service = new(run, wheel, tmp_path / "site", "shop")
    assert origin(service)[1] == f"v{wheel.name.split('-')[1]}"
