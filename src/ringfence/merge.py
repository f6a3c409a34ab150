"""The three-way merge: what was rendered before, what is rendered now, and what people made of it.

Everything here is computed on trees in git's object store.  No file, index or branch of the user changes: the same
code foresees a merge and makes it.
"""

import os
import re
import subprocess
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from ringfence import git
from ringfence.errors import RingfenceError
from ringfence.imports import MARKER_SIZE
from ringfence.imports import merge_imports
from ringfence.repository import Repository

_BASE, _OURS, _THEIRS = 1, 2, 3  # git's numbers for the sides of a conflict
_CONFLICTED = re.compile(
    r"(?P<mode>\d+) (?P<object>[0-9a-f]+) (?P<stage>\d)\t(?P<path>.+)", re.DOTALL
)
_SYMLINK, _SUBMODULE = "120000", "160000"
_NOBODY = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Ringfence"), ("EMAIL", "ringfence@localhost"))
}


class Fate(StrEnum):
    """What happens to a file, the gravest first."""

    CONFLICT = "conflict"
    REMOVED = "removed"
    MERGED = "merged"
    CHANGED = "changed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a tree."""

    mode: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """The outcome, as trees of the whole repository.  Paths are relative to its root.

    `stages` has the sides of each conflict by their numbers; the tree holds the file with its markers.
    """

    before: str
    after: str
    fates: Mapping[str, Fate]
    stages: Mapping[str, Mapping[int, Entry]]

    def paths(self, fate: Fate) -> list[str]:
        """The files with this fate, in order."""
        return sorted(path for path, its in self.fates.items() if its is fate)


def merge(
    repository: Repository,
    *,
    recorded: Path,
    wanted: Path,
    label: str,
    follows: Iterable[str] = (),
    obsolete: Iterable[str] = (),
) -> Merge:
    """Merge the difference between two renders into what is staged.

    `recorded` is the folder with the service as it was rendered, `wanted` the one as it should be rendered.  `label`
    names the latter in conflict markers.  The files in `follows` belong to the tool: they become as wanted, whatever
    people did to them.  Those in `obsolete` are made by the service's own commands, and by none of them any more.

    Where both sides import something at the same place, both imports stay.

    A file that is no longer rendered is removed if it is as it was; otherwise its removal is a conflict.

    Raises:
        RingfenceError: git failed.
    """
    with TemporaryDirectory(prefix="ringfence-") as folder:
        trees = _Trees(repository, Path(folder))
        ours = trees.entries(repository.staged_tree())
        base, theirs = trees.rendered(recorded), trees.rendered(wanted)
        before = dict(ours)
        for path in follows:
            if path in base and path in ours:
                ours[path] = base[path]
        for path in obsolete:
            ours.pop(path, None)
        removed = base.keys() - theirs.keys()
        base, theirs = trees.with_line_ends_of(ours, base, theirs)
        # git must not take a removed file and a new one that resembles it for a file that was renamed
        kept = theirs | {path: base[path] for path in removed if _fits(path, theirs)}
        after, stages = trees.merged(base, ours, kept, label)
        for path in [each for each in stages if each.endswith(".py")]:
            if imported := trees.imports_merged(stages[path]):
                after[path] = Entry(after[path].mode, imported)
                del stages[path]
        for path in removed & after.keys():
            if path not in ours:
                continue
            if ours[path] == base[path]:
                del after[path]
            else:
                stages[path] = {_BASE: base[path], _OURS: ours[path]}
        return Merge(
            before=repository.staged_tree(whole=True),
            after=repository.grafted(trees.written(after)),
            fates=_fates(repository.prefix, before, base, after, stages),
            stages={repository.prefix + path: sides for path, sides in stages.items()},
        )


def _fits(path: str, entries: Mapping[str, Entry]) -> bool:
    """Whether a file has a place among these: none of them is a folder of this name, or a file that is its folder."""
    return not any(
        other.startswith(f"{path}/") or path.startswith(f"{other}/") for other in entries
    )


def _fates(
    prefix: str,
    before: Mapping[str, Entry],
    base: Mapping[str, Entry],
    after: Mapping[str, Entry],
    stages: Mapping[str, object],
) -> dict[str, Fate]:
    fates = {}
    for path in before.keys() | after.keys() | stages.keys():
        if path in stages:
            fate = Fate.CONFLICT
        elif before.get(path) == after.get(path):
            continue
        elif path not in after:
            fate = Fate.REMOVED
        elif path not in before:
            fate = Fate.ADDED
        else:
            fate = Fate.CHANGED if before[path] == base.get(path) else Fate.MERGED
        fates[prefix + path] = fate
    return fates


class _Trees:
    """Trees of the service, as mappings from path to file.  New objects go into the user's object store."""

    def __init__(self, repository: Repository, folder: Path) -> None:
        self._repository = repository
        self._folder = folder
        self._count = 0

    def rendered(self, folder: Path) -> dict[str, Entry]:
        """The files of a render, stored as the user's repository would store them."""
        index = self._new_index()
        self._run(
            # what the user has not checked out is rendered all the same
            "-c", "core.sparseCheckout=false",
            "--work-tree", str(folder), "add", "--all", "--force", ".", index=index, folder=folder,
        )  # fmt: skip
        return self.entries(self._run("write-tree", index=index).strip())

    def entries(self, tree: str) -> dict[str, Entry]:
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", tree)
        entries = {}
        for line in filter(None, listed.split("\0")):
            described, _, path = line.partition("\t")
            mode, _, object_ = described.split(" ")
            entries[path] = Entry(mode, object_)
        return entries

    def written(self, entries: Mapping[str, Entry]) -> str:
        """The tree with these files."""
        index = self._new_index()
        lines = "".join(f"{entry.mode} {entry.object}\t{path}\0" for path, entry in entries.items())
        self._run("update-index", "-z", "--index-info", index=index, stdin=lines)
        return self._run("write-tree", index=index).strip()

    def with_line_ends_of(
        self, ours: Mapping[str, Entry], *sides: Mapping[str, Entry]
    ) -> list[dict[str, Entry]]:
        """The sides with the line ends that people gave the files: to change those is to edit no line."""
        converted = [dict(side) for side in sides]
        base = sides[0]
        for path in ours.keys() & base.keys():
            if ours[path].object == base[path].object or ours[path].mode in {_SYMLINK, _SUBMODULE}:
                continue
            if _is_crlf(self._repository.content(ours[path].object)):
                for side in converted:
                    if path in side:
                        side[path] = self._as_crlf(side[path])
        return converted

    def _as_crlf(self, entry: Entry) -> Entry:
        content = self._repository.content(entry.object)
        if b"\r\n" in content or entry.mode in {_SYMLINK, _SUBMODULE}:
            return entry
        stored = self._repository.store(content.replace(b"\n", b"\r\n"))
        return Entry(entry.mode, stored)

    def merged(
        self,
        base: Mapping[str, Entry],
        ours: Mapping[str, Entry],
        theirs: Mapping[str, Entry],
        label: str,
    ) -> tuple[dict[str, Entry], dict[str, dict[int, Entry]]]:
        """Git's own merge: its files, and the sides of those that conflict."""
        # a repository of its own gives the sides names, which the conflict markers show, and hides settings of the
        # user that would change the outcome; its objects are the user's
        folder = self._folder / "merge.git"
        hashes = self._run("rev-parse", "--show-object-format").strip()
        git.checked(
            "init", "--quiet", "--bare", "--template=", f"--object-format={hashes}", str(folder),
            folder=self._folder,
        )  # fmt: skip
        own = {
            **_NOBODY,
            "GIT_DIR": str(folder),
            "GIT_OBJECT_DIRECTORY": str(self._repository.objects),
            "GIT_ATTR_NOSYSTEM": "1",
        }
        labels = ("ringfence/before", "yours", re.sub(r"[^\w.+-]", "-", label))
        commits: list[str] = []
        for name, side in zip(labels, (base, ours, theirs), strict=True):
            parents = ("-p", commits[0]) if commits else ()
            arguments = ("commit-tree", self.written(side), *parents, "-m", name)
            commits.append(git.checked(*arguments, folder=self._folder, environment=own).strip())
            git.checked(
                "update-ref", f"refs/heads/{name}", commits[-1],
                folder=self._folder, environment=own,
            )  # fmt: skip
        result = git.run(
            "-c", "merge.directoryRenames=false", "-c", "merge.conflictStyle=merge",
            "-c", "merge.renames=true", "-c", "merge.renameLimit=0",
            "-c", f"core.attributesFile={os.devnull}",
            "merge-tree", "--write-tree", "-z", "--no-messages", *labels[1:],
            folder=self._folder, environment=own,
        )  # fmt: skip
        if result.returncode not in {0, 1}:
            raise RingfenceError(f"git merge-tree failed: {result.stderr.strip()}")
        tree, *conflicted = result.stdout.split("\0")
        stages: dict[str, dict[int, Entry]] = {}
        for line in conflicted:
            if found := _CONFLICTED.fullmatch(line):
                entry = Entry(found["mode"], found["object"])
                stages.setdefault(found["path"], {})[int(found["stage"])] = entry
        return self.entries(tree), stages

    def imports_merged(self, sides: Mapping[int, Entry]) -> str | None:
        """The object of a file in which nothing but imports conflicts; None if more does."""
        if sides.keys() != {_OURS, _BASE, _THEIRS}:
            return None
        files = []
        for number in (_OURS, _BASE, _THEIRS):
            files.append(self._folder / f"side-{number}")
            files[-1].write_bytes(self._repository.content(sides[number].object))
        shown = subprocess.run(
            ["git", "merge-file", "-p", "--diff3", f"--marker-size={MARKER_SIZE}", *files],
            capture_output=True,
            check=False,
        )
        resolved = merge_imports(shown.stdout) if 0 < shown.returncode < 128 else None
        return None if resolved is None else self._repository.store(resolved)

    def _new_index(self) -> Path:
        self._count += 1
        return self._folder / f"index-{self._count}"

    def _run(
        self,
        *arguments: str,
        index: Path | None = None,
        folder: Path | None = None,
        stdin: str | None = None,
    ) -> str:
        environment = {} if index is None else {"GIT_INDEX_FILE": str(index)}
        return self._repository.git(*arguments, environment=environment, folder=folder, stdin=stdin)


def _is_crlf(content: bytes) -> bool:
    return b"\r\n" in content and content.count(b"\r\n") == content.count(b"\n")
