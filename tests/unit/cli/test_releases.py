"""Which commits are releases, and the bundle that carries them."""

import subprocess
from pathlib import Path

import pytest

from ringfence.releases import HistoryError
from ringfence.releases import releases
from ringfence.releases import tag_releases
from ringfence.releases import write_bundle
from ringfence.releases import write_bundle_of_archive


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "protocol.file.allow=always", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return result.stdout.strip()


class History:
    """A repository of a template, grown commit by commit."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        git(root, "init", "--quiet", "--initial-branch=main")

    def commit(self, version: str | None = None, **files: str) -> str:
        if version is not None:
            (self.root / "pyproject.toml").write_text(f'[project]\nversion = "{version}"\n')
        for name, text in files.items():
            (self.root / name.replace("__", ".")).write_text(text)
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message=more")
        return git(self.root, "rev-parse", "HEAD")


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "template")


@pytest.fixture
def two_releases(history: History) -> dict[str, str]:
    """A release, some work, another release, and more work."""
    first = history.commit("0.1.0", copier__yml="one: {default: 1}\n")
    history.commit(copier__yml="one: {default: 2}\n")
    second = history.commit("0.2.0")
    history.commit(copier__yml="one: {default: 3}\n")
    return {"v0.1.0": first, "v0.2.0": second}


def test_a_release_changes_the_version_of_a_template(history: History) -> None:
    history.commit("0.0.1")
    history.commit(pyproject__toml="[project")
    first = history.commit("0.0.2", copier__yml="")
    history.commit(pyproject__toml='[project]\nname = "x"\nversion = "0.0.2"\n')
    history.commit(pyproject__toml="[project]\nversion = 3\n")
    third = history.commit("0.1.0")
    history.commit("0.0.2")
    assert releases(history.root) == {"v0.0.2": first, "v0.1.0": third}


def test_only_the_main_line_releases(history: History, two_releases: dict[str, str]) -> None:
    git(history.root, "checkout", "--quiet", "-b", "side", "HEAD~1")
    history.commit("9.0.0")
    history.commit("0.3.0")
    git(history.root, "checkout", "--quiet", "main")
    git(history.root, "merge", "--quiet", "--no-ff", "--message=merge", "side")
    merge = git(history.root, "rev-parse", "HEAD")
    assert releases(history.root) == {**two_releases, "v0.3.0": merge}


def test_tags_are_made_where_they_are_missing(
    history: History, two_releases: dict[str, str]
) -> None:
    git(history.root, "tag", "--annotate", "--message=by hand", "v0.1.0", two_releases["v0.1.0"])
    assert tag_releases(history.root) == ["v0.2.0"]
    assert tag_releases(history.root) == []
    git(history.root, "tag", "--force", "v0.2.0", "HEAD")
    with pytest.raises(HistoryError, match=r"git tag -d v0\.2\.0"):
        tag_releases(history.root)


def test_the_bundle_has_every_release_and_the_last_commit(
    history: History, two_releases: dict[str, str], tmp_path: Path
) -> None:
    git(history.root, "tag", "v7.7.7")  # somebody's own
    write_bundle(history.root, tmp_path / "template.bundle")
    git(tmp_path, "clone", "--quiet", "template.bundle", "clone")
    clone = tmp_path / "clone"
    assert git(clone, "tag", "--list").split() == list(two_releases)
    for tag, commit in two_releases.items():
        assert git(clone, "rev-parse", tag) == commit
    assert git(clone, "describe", "--tags").startswith("v0.2.0-1-g")


@pytest.mark.usefixtures("two_releases")
def test_the_same_history_makes_the_same_bytes(history: History, tmp_path: Path) -> None:
    clone, partial = tmp_path / "clone", tmp_path / "partial"
    git(history.root, "config", "uploadpack.allowFilter", "true")
    address = f"file://{history.root}"
    git(tmp_path, "clone", "--quiet", address, str(clone))
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", address, str(partial))
    git(clone, "gc", "--quiet", "--aggressive")
    bundles = []
    for repository in (history.root, clone, partial):
        bundle = tmp_path / f"{repository.name}.bundle"
        write_bundle(repository, bundle)
        bundles.append(bundle.read_bytes())
    assert bundles[0] == bundles[1] == bundles[2]


@pytest.mark.usefixtures("two_releases")
def test_a_shallow_clone_is_refused(history: History, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{history.root}", "shallow")
    for use in (releases, tag_releases):
        with pytest.raises(HistoryError, match="--unshallow"):
            use(tmp_path / "shallow")
    with pytest.raises(HistoryError, match="--unshallow"):
        write_bundle(tmp_path / "shallow", tmp_path / "template.bundle")


@pytest.mark.usefixtures("two_releases")
def test_what_is_not_committed_is_not_left_out_silently(history: History, tmp_path: Path) -> None:
    (history.root / "copier.yml").write_text("one: {default: 4}\n")
    with pytest.raises(HistoryError, match=r"commit them\n M copier\.yml"):
        write_bundle(history.root, tmp_path / "template.bundle")


def test_a_source_archive_is_one_release(tmp_path: Path) -> None:
    bundles = []
    for name in ("one", "two"):
        source = tmp_path / name
        for folder in ("extensions", "template"):
            (source / folder / "__pycache__").mkdir(parents=True)
            (source / folder / "__pycache__" / "x.pyc").touch()
            (source / folder / "text").write_text("text\n")
        (source / "copier.yml").touch()
        (source / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
        write_bundle_of_archive(source, tmp_path / f"{name}.bundle")
        bundles.append((tmp_path / f"{name}.bundle").read_bytes())
    assert bundles[0] == bundles[1]
    git(tmp_path, "clone", "--quiet", "one.bundle", "clone")
    assert git(tmp_path / "clone", "describe", "--tags") == "v1.2.3"
    assert git(tmp_path / "clone", "ls-files").split() == [
        "copier.yml",
        "extensions/text",
        "pyproject.toml",
        "template/text",
    ]


def test_a_source_archive_needs_a_version(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    with pytest.raises(HistoryError, match=r"has no project\.version"):
        write_bundle_of_archive(tmp_path, tmp_path / "template.bundle")
