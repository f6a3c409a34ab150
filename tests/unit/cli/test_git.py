"""The first commits of a service, whatever the user's git does for everybody."""

import os
import subprocess
from pathlib import Path

import pytest

from ringfence import git
from ringfence.errors import RingfenceError

NOBODY = git.Identity(name="", email="")
GRACE = git.Identity(name="Grace", email="grace@example.com")


def _log(folder: Path, form: str = "%an <%ae>") -> str:
    command = ["git", "log", f"--format={form}"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "file").write_text("text\n")
    return folder


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git configuration to be written, in the place of everything else that git would read."""
    config = tmp_path / "gitconfig"
    config.touch()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    return config


def test_a_commit_is_the_users_own(folder: Path) -> None:
    git.create(folder)
    assert git.commit_all(folder, "First", author=GRACE)
    assert _log(folder) == "Ada Lovelace <ada@example.com>"
    assert not git.commit_all(folder, "Nothing new", author=GRACE)
    assert _log(folder, "%s") == "First"


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        (GRACE, "Grace <grace@example.com>"),
        (NOBODY, "Ringfence <ringfence@localhost>"),
        (git.Identity(name="<>.,;:", email=""), "Ringfence <ringfence@localhost>"),
        (git.Identity(name="Zoë\n<b>\t🦊", email="z@x.org"), "Zoë b 🦊 <z@x.org>"),
    ],
)
def test_the_author_serves_where_git_knows_nobody(
    folder: Path, config: Path, author: git.Identity, expected: str
) -> None:
    config.write_text("[user]\n  useConfigOnly = true\n")
    git.create(folder)
    git.commit_all(folder, "First", author=author)
    assert _log(folder) == expected


def test_half_an_identity_is_completed(folder: Path, config: Path) -> None:
    config.write_text("[user]\n  name = Ada\n")
    git.create(folder)
    git.commit_all(folder, "First", author=GRACE)
    assert _log(folder) == "Ada <grace@example.com>"


def test_hooks_signing_templates_and_ignores_of_the_user_stay_out(
    folder: Path, config: Path, tmp_path: Path
) -> None:
    hooks = tmp_path / "template" / "hooks"
    hooks.mkdir(parents=True)
    hook = hooks / "pre-commit"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    ignore = tmp_path / "ignore"
    ignore.write_text("*\n")
    config.write_text(
        f"[core]\n hooksPath = {hooks}\n excludesFile = {ignore}\n"
        f"[init]\n templateDir = {hooks.parent}\n defaultBranch = trunk\n"
        "[commit]\n gpgSign = true\n[gpg]\n program = false\n"
    )
    git.create(folder)
    git.commit_all(folder, "First", author=GRACE)
    assert _log(folder, "%D") == "HEAD -> main"
    assert not (folder / ".git" / "hooks").exists()


def test_the_repository_of_a_calling_hook_is_left_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "theirs"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    git.leave_callers_repository()
    assert "GIT_DIR" not in os.environ
    git.create(folder)
    git.commit_all(folder, "First", author=GRACE)
    assert not (tmp_path / "theirs").exists()


def test_a_repository_around_is_found(folder: Path) -> None:
    assert git.repository_around(folder) is None
    git.create(folder)
    assert git.repository_around(folder) == folder


def test_a_refusal_of_git_is_told(tmp_path: Path) -> None:
    with pytest.raises(RingfenceError, match="git add failed: fatal: not a git repository"):
        git.commit_all(tmp_path, "First", author=GRACE)


@pytest.mark.parametrize(
    ("script", "message"),
    [(None, "git is not installed"), ("echo git version 2.20.1", "git is too old")],
)
def test_git_that_can_not_be_used_is_told(
    script: str | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if script:
        (tmp_path / "git").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert message in git.fault()
