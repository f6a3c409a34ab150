"""The releases of the template in its history, and the git bundle that carries them.

A release is a commit that changes the version in `pyproject.toml`, from the first one that has a `copier.yml`.  Its
name is the tag `vX.Y.Z`, whether anybody has pushed that tag or not.

The build of the wheel uses this module: it imports nothing but the standard library.
"""

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

_BRANCH = "refs/heads/main"
# what a template needs of a source tree without history
_TEMPLATE = ("copier.yml", "extensions", "template", "pyproject.toml")


class HistoryError(Exception):
    """The history can not be used as it is; the message says what to do."""


def releases(repository: Path) -> dict[str, str]:
    """The commit of each release by its tag, the oldest first.

    Only the main line of the history counts (first parents).

    Raises:
        HistoryError: the clone is shallow, so that releases may be missing.
    """
    if _git(repository, "rev-parse", "--is-shallow-repository") == "true":
        raise HistoryError(
            "the clone is shallow, its releases are not all here: run git fetch --unshallow"
            " (in GitHub's checkout action: fetch-depth: 0)"
        )
    found: dict[str, str] = {}
    last = None
    log = ("log", "--first-parent", "--reverse", "--format=%H", "--", "pyproject.toml")
    for commit in _git(repository, *log).split():
        version = _version(_git(repository, "show", f"{commit}:pyproject.toml", check=False))
        if version == last or not _has_template(repository, commit):
            continue
        last = version
        if version is not None:
            found.setdefault(f"v{version}", commit)
    return found


def tag_releases(repository: Path) -> list[str]:
    """Make the tags that are missing; which those were.

    Raises:
        HistoryError: a tag of that name points elsewhere, or the clone is shallow.
    """
    made = []
    for tag, commit in releases(repository).items():
        tagged = _git(
            repository, "rev-parse", "--verify", "--quiet", f"{tag}^{{commit}}", check=False
        )
        if not tagged:
            _git(repository, "tag", tag, commit)
            made.append(tag)
        elif tagged != commit:
            raise HistoryError(
                f"the tag {tag} points to {tagged}, the release is {commit}: remove the tag (git tag -d {tag})"
            )
    return made


def write_bundle(repository: Path, bundle: Path) -> None:
    """Write the history of a repository, its releases tagged, to a file that git can clone.

    The same history gives the same bytes, whatever the repository's own packs and tags look like.

    Raises:
        HistoryError: the clone is shallow, or its files differ from its last commit.
    """
    tags = releases(repository)
    if changed := _git(repository, "status", "--porcelain", "--", *_TEMPLATE):
        raise HistoryError(
            f"the template has changes that are not committed, a wheel would not have them: commit them\n{changed}"
        )
    with TemporaryDirectory(prefix="ringfence-") as folder:
        history = _bare(Path(folder))
        # by way of a bundle, since git serves nothing out of a partial clone
        everything = Path(folder) / "everything.bundle"
        _git(repository, "bundle", "create", "--quiet", str(everything), "HEAD")
        _git(history, "fetch", "--quiet", str(everything), f"HEAD:{_BRANCH}")
        _bundle(history, tags, bundle)


def write_bundle_of_archive(source: Path, bundle: Path) -> None:
    """Write a history of one release, for a source tree that came without git.

    Raises:
        HistoryError: the tree has no version.
    """
    version = _version((source / "pyproject.toml").read_text(encoding="utf-8"))
    if version is None:
        raise HistoryError(f"{source / 'pyproject.toml'} has no project.version")
    nobody = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (
            ("NAME", "Ringfence"),
            ("EMAIL", "ringfence@localhost"),
            ("DATE", "2000-01-01T00:00:00Z"),
        )
    }
    with TemporaryDirectory(prefix="ringfence-") as folder:
        history = _bare(Path(folder))
        worktree = ("--work-tree", str(source))
        _git(history, *worktree, "-c", "core.autocrlf=false", "add", "--force", "--", *_TEMPLATE)
        _git(
            history, *worktree, "rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "--", "*.pyc"
        )
        tree = _git(history, "write-tree")
        commit = _git(history, "commit-tree", tree, "-m", f"Release {version}", environment=nobody)
        _git(history, "update-ref", _BRANCH, commit)
        _bundle(history, {f"v{version}": commit}, bundle)


def _bare(folder: Path) -> Path:
    history = folder / "history.git"
    _git(folder, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(history))
    return history


def _bundle(history: Path, tags: Mapping[str, str], bundle: Path) -> None:
    """Bundle a bare repository, and see that the bundle can be cloned."""
    for tag, commit in tags.items():
        _git(history, "update-ref", f"refs/tags/{tag}", commit)
    # one thread and no packs of before: what git writes depends on the objects alone
    _git(history, "-c", "pack.threads=1", "repack", "-a", "-d", "-F", "--quiet")
    create = ("-c", "pack.threads=1", "bundle", "create", "--quiet")
    _git(history, *create, str(bundle), "HEAD", _BRANCH, "--tags")
    with TemporaryDirectory(prefix="ringfence-") as folder:
        _git(Path(folder), "clone", "--quiet", "--mirror", str(bundle), "clone.git")
        cloned = _git(Path(folder) / "clone.git", "tag", "--list").split()
    if set(cloned) != set(tags):
        raise HistoryError(f"the bundle has the tags {cloned}, not {list(tags)}")


def _has_template(repository: Path, commit: str) -> bool:
    return bool(_git(repository, "ls-tree", commit, "--", "copier.yml"))


def _version(pyproject: str) -> str | None:
    try:
        version = tomllib.loads(pyproject)["project"]["version"]
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        return None
    return version if isinstance(version, str) else None


def _git(
    folder: Path,
    *arguments: str,
    check: bool = True,
    environment: Mapping[str, str] | None = None,
) -> str:
    """What git prints.

    Raises:
        HistoryError: it failed.
    """
    result = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if result.returncode and check:
        raise HistoryError(f"git {' '.join(arguments)} failed: {result.stderr.strip()}")
    return result.stdout.rstrip() if not result.returncode else ""


if __name__ == "__main__":
    try:
        print(*tag_releases(Path.cwd()), sep="\n")  # noqa: T201
    except HistoryError as error:
        sys.exit(f"error: {error}")
