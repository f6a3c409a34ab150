"""The git repository that a service lives in: its root, or a folder of a larger one, or a worktree."""

import os
import shlex
import subprocess
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from ringfence import git
from ringfence.errors import InputError

_OLDEST = (2, 38)  # the first with `git merge-tree --write-tree`
_UNFINISHED = {
    "MERGE_HEAD": ("a merge", "git merge --continue or --abort"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "git cherry-pick --continue or --abort"),
    "REVERT_HEAD": ("a revert", "git revert --continue or --abort"),
    "rebase-merge": ("a rebase", "git rebase --continue or --abort"),
    "rebase-apply": ("a rebase", "git rebase --continue or --abort"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """Where a service is kept.

    `service` is its folder and `prefix` that folder as git writes it, relative to the `root` of the working tree:
    empty, or with a slash at its end.  `private` is git's folder of this working tree, `objects` its object store.
    """

    service: Path
    root: Path
    prefix: str
    private: Path
    objects: Path

    @classmethod
    def around(cls, service: Path) -> Self:
        """The repository of a service.

        Raises:
            InputError: there is none, or none with a commit, or git is too old.
        """
        if not_usable := git.fault(_OLDEST):
            raise InputError([not_usable])
        asked = ("rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-path", "objects")
        result = git.run(*asked, folder=service)
        if "safe.directory" in result.stderr:  # in whatever language the rest is
            raise InputError(
                [
                    f"{service} belongs to somebody else, so git does not work there: ask its owner, or run"
                    f" git config --global --add safe.directory {shlex.quote(str(service))}"
                ]
            )
        if result.returncode:
            raise InputError(
                [
                    f"{service} is in no git repository, so nothing could be merged or taken back:"
                    " run git init, git add --all and git commit there first"
                ]
            )
        root, private, objects = result.stdout.splitlines()
        if git.run("rev-parse", "--verify", "--quiet", "HEAD", folder=service).returncode:
            raise InputError([f"{root} has no commit yet: run git add --all and git commit first"])
        inside = service.relative_to(Path(root).resolve()).as_posix()
        return cls(
            service=service,
            root=Path(root),
            prefix="" if inside == "." else f"{inside}/",
            private=Path(private),
            objects=(service / objects).resolve(),
        )

    def faults(self) -> list[str]:
        """Why nothing can be merged here now."""
        # a file whose time has changed alone is no change
        self.git("update-index", "-q", "--refresh", check=False)
        faults = [
            f"{what} is not finished: run {remedy} first"
            for name, (what, remedy) in _UNFINISHED.items()
            if (self.private / name).exists()
        ]
        if conflicts := self.conflicts(whole=True):
            faults.append(
                f"conflicts are left in {_some(conflicts)}: resolve them and git add them, or go back as the command said that left them"
            )
        else:
            own = f"{self.prefix}model.yml"
            changed = [path for path in self._listed("diff", "--name-only") if path != own]
            if changed:
                faults.append(
                    f"{_some(changed)}: changed, but not staged; git commit it, git add it, or git stash it first"
                )
        if (lock := self.private / "index.lock").exists():
            faults.append(
                f"{lock} is there: another git works here, let it end; if none does, remove that file"
            )
        faults += [
            f"{folder} can not be written to: ask its owner"
            for folder in (self.private, self.service)
            if not os.access(folder, os.W_OK)
        ]
        return faults

    def conflicts(self, *, whole: bool = False) -> list[str]:
        """The files of the service, or of the `whole` repository, that conflict still."""
        return self._listed("diff", "--name-only", "--diff-filter=U", whole=whole)

    def _listed(self, *arguments: str, whole: bool = False) -> list[str]:
        """Paths that git lists for the service, or for the `whole` repository."""
        only = self.prefix and not whole
        own = ["--", f":(top,literal){self.prefix.rstrip('/')}"] if only else []
        listed = self.git(*arguments, "-z", *own)
        return sorted(filter(None, listed.split("\0")))

    def not_staged(self) -> set[str]:
        """The service's files that differ from what is staged, and those that git does not know."""
        listed = self._listed("ls-files", "--modified", "--others", "--exclude-standard")
        return set(listed)

    def stage(self, paths: Iterable[str]) -> None:
        """Stage files as they are now."""
        given = "".join(f"{path}\0" for path in paths)
        self.git(
            "--literal-pathspecs", "add", "--pathspec-from-file=-", "--pathspec-file-nul",
            stdin=given,
        )  # fmt: skip

    def staged_tree(self, *, whole: bool = False) -> str:
        """The tree of what is staged: the service's part, or the `whole` repository's."""
        tree = self.git("write-tree").strip()
        if whole or not self.prefix:
            return tree
        return self.git("rev-parse", f"{tree}:{self.prefix.rstrip('/')}").strip()

    def grafted(self, tree: str) -> str:
        """The tree of the whole repository with this one in the place of the service."""
        if not self.prefix:
            return tree
        with TemporaryDirectory(prefix="ringfence-") as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            self.git("read-tree", self.staged_tree(whole=True), environment=index)
            own = ("rm", "-r", "-f", "--cached", "--sparse", "--quiet", "--", self.prefix)
            self.git("--literal-pathspecs", *own, environment=index)
            self.git("read-tree", f"--prefix={self.prefix}", tree, environment=index)
            return self.git("write-tree", environment=index).strip()

    def git(
        self,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        stdin: str | None = None,
        check: bool = True,
    ) -> str:
        """What git prints, run at the root or, for this repository still, in another folder.

        Raises:
            RingfenceError: it failed, and `check` is not false.
        """
        own = {**(environment or {})}
        if folder is not None:
            own["GIT_DIR"] = str(self.private)
        where = folder or self.root
        if check:
            return git.checked(*arguments, folder=where, environment=own, stdin=stdin)
        return git.run(*arguments, folder=where, environment=own, stdin=stdin).stdout

    def content(self, object_: str) -> bytes:
        """The bytes of a file that git stores."""
        command = ["git", "cat-file", "blob", object_]
        return subprocess.run(command, cwd=self.root, capture_output=True, check=True).stdout

    def store(self, content: bytes) -> str:
        """Store the bytes of a file: its object."""
        command = ["git", "hash-object", "-w", "--stdin"]
        stored = subprocess.run(
            command, cwd=self.root, input=content, capture_output=True, check=True
        )
        return stored.stdout.decode().strip()


def _some(paths: list[str]) -> str:
    """The first few of them."""
    shown = ", ".join(paths[:5])
    return shown if len(paths) <= 5 else f"{shown} and {len(paths) - 5} more"
