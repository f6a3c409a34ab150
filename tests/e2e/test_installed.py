"""The tool as people install it: a wheel that carries the template's history."""

import compileall
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml
from tests.e2e.conftest import Run

BUNDLE = "ringfence/template.bundle"


def git(folder: Path, *arguments: str) -> str:
    result = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True
    )
    return result.stdout.strip()


def build(root: Path, kind: str, folder: Path) -> Path:
    """Build a distribution as an installer's front end does."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "RECORD" not in name}


def new(run: Run, wheel: Path, site: Path, name: str) -> Path:
    """A service by the tool in the wheel, where git may open nothing but files."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
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
    listed = git(repository, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    root = tmp_path / "checkout"
    for name in filter(None, listed.split("\0")):
        if (repository / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(repository / name, root / name)
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
