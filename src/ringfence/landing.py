"""Putting the outcome of a merge into the working tree, whole or not at all.

Before the first file changes, a journal in git's folder says what it was.  It is removed after the last one: where it
is found later, a process was killed in between, and the next command takes its work back.
"""

import glob
import json
import os
import shlex
import shutil
import signal
import time
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

from ringfence.errors import InputError
from ringfence.merge import Fate
from ringfence.merge import Merge
from ringfence.repository import Repository

try:
    import fcntl
except ImportError:  # Windows: two commands at once are not told apart there
    fcntl = None  # type: ignore[assignment]

_PATIENCE = 10  # seconds: a git that outlived its caller needs less
_ENTRY = "journal.json"
_NO_MODE = "0"


def in_the_way(repository: Repository, merge: Merge) -> list[str]:
    """Why the merge can not be put in place: what it would write over, and git could not bring back."""
    unstaged = set(repository.git("diff", "--name-only", "-z").split("\0"))
    return [
        *(
            f"{path}: is not known to git and in the way: move it, or git add it"
            for path in _unknown(repository, merge)
        ),
        *(
            f"{path}: would be changed, and has changes that are not staged: git commit it, git add it,"
            " or git stash it first"
            for path in sorted(unstaged & merge.fates.keys())
        ),
        *(
            f"{path}: would be changed, and git was told not to look at it: run git update-index"
            f" --no-assume-unchanged --no-skip-worktree {shlex.quote(path)} in {repository.root} first"
            for path in sorted(_flags(repository).keys() & merge.fates.keys())
            if os.path.lexists(repository.root / path)
        ),
    ]


@contextmanager
def exclusive(repository: Repository) -> Iterator[None]:
    """Let no other command work on the same working tree meanwhile.

    Raises:
        InputError: one does.
    """
    with (repository.private / "ringfence.lock").open("w") as lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise InputError(
                    [f"another ringfence command works on {repository.root}: wait for its end"]
                ) from error
        yield


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C and its like wait for the end: for this process, and for those that it starts."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    held = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def land(repository: Repository, merge: Merge) -> None:
    """Change files and index as the merge says; conflicts stay in the index as git leaves them.

    Nothing may be in the way.

    Raises:
        RingfenceError: it failed, and everything is as it was.
    """
    _write_journal(repository, merge)
    try:
        repository.git("read-tree", "-m", "-u", merge.before, merge.after)
        repository.git("update-index", "-z", "--index-info", stdin=_unmerged(merge))
    except BaseException:
        roll_back(repository)
        raise
    _close(_journal(repository))
    _remove_caches(repository, merge.paths(Fate.REMOVED))


def roll_back(repository: Repository) -> list[Path]:
    """Take back what a killed process has left half done.

    What somebody wrote into those files since is moved aside: the places where it is now.
    """
    journal = _journal(repository)
    if not journal.is_dir():
        return []
    rescued: list[Path] = []
    written = journal / _ENTRY
    if written.is_file():
        _wait_for_git(repository)
        entry = json.loads(written.read_text(encoding="utf-8"))
        saved = {"GIT_INDEX_FILE": str(journal / "index")}
        for path in [*entry["added"], *entry["changed"]]:
            rescued += _set_aside(repository, path, entry["before"], entry["after"])
        _remove_added(repository, entry["added"])
        # those that a sparse checkout leaves out were not there
        flags = _flags(repository, saved)
        if changed := [path for path in entry["changed"] if flags.get(path, "").lower() != "s"]:
            repository.git(
                "checkout-index", "--force", "-z", "--stdin",
                environment=saved,
                stdin="".join(f"{path}\0" for path in changed),
            )  # fmt: skip
        shutil.copyfile(journal / "index", repository.private / "index.ringfence")
        (repository.private / "index.ringfence").replace(repository.private / "index")
        repository.git("update-index", "-q", "--refresh", "--unmerged")
    _close(journal)
    return rescued


def _journal(repository: Repository) -> Path:
    return repository.private / "ringfence"


def _close(journal: Path) -> None:
    """Remove the journal, what makes it one first: half of it must not be taken for the whole."""
    (journal / _ENTRY).unlink(missing_ok=True)
    shutil.rmtree(journal)


def _write_journal(repository: Repository, merge: Merge) -> None:
    added = merge.paths(Fate.ADDED)
    before = set(repository.git("ls-tree", "-r", "-z", "--name-only", merge.before).split("\0"))
    after = set(repository.git("ls-tree", "-r", "-z", "--name-only", merge.after).split("\0"))
    # a conflict may bring a file, too
    added += sorted((merge.fates.keys() & after) - before - set(added))
    changed = sorted(merge.fates.keys() & before)
    journal = _journal(repository)
    shutil.rmtree(journal, ignore_errors=True)
    journal.mkdir()
    shutil.copyfile(repository.private / "index", journal / "index")
    entry = {"before": merge.before, "after": merge.after, "added": added, "changed": changed}
    draft = journal / "draft"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(entry, file)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(journal / _ENTRY)


def _unknown(repository: Repository, merge: Merge) -> list[str]:
    """Files that git does not know where the merge puts new ones."""
    known = set(repository.git("ls-files", "-z").split("\0"))
    found = set()
    for path, fate in merge.fates.items():
        if path in known or fate is Fate.REMOVED:
            continue
        steps = Path(path).parts
        for length in range(1, len(steps) + 1):
            step = "/".join(steps[:length])
            place = repository.root / step
            whole = length == len(steps)
            if (whole or place.is_symlink() or place.is_file()) and os.path.lexists(place):
                if step not in known and not _goes(repository, place, known):
                    found.add(step)
                break
    return sorted(found)


def _goes(repository: Repository, place: Path, known: Collection[str]) -> bool:
    """Whether this is a folder that is gone when the files are that git knows."""
    return (
        place.is_dir()
        and not place.is_symlink()
        and all(
            below.relative_to(repository.root).as_posix() in known
            for below in place.rglob("*")
            if below.is_symlink() or not below.is_dir()
        )
    )


def _flags(repository: Repository, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Git's letters for the files that it was told not to look at.

    S stands for skip-worktree, a small letter for assume-unchanged.
    """
    listed = repository.git("ls-files", "-v", "-z", environment=environment).split("\0")
    return {line[2:]: line[0] for line in listed if line and (line[0] == "S" or line[0].islower())}


def _unmerged(merge: Merge) -> str:
    """The conflicts as git reads them into an index."""
    lines = []
    for path, sides in merge.stages.items():
        nothing = "0" * len(next(iter(sides.values())).object)
        lines.append(f"{_NO_MODE} {nothing}\t{path}\0")
        lines += [
            f"{side.mode} {side.object} {stage}\t{path}\0" for stage, side in sorted(sides.items())
        ]
    return "".join(lines)


def _wait_for_git(repository: Repository) -> None:
    """Wait for a git that still works on the index, and remove the lock of one that was killed."""
    lock = repository.private / "index.lock"
    end = time.monotonic() + _PATIENCE
    while lock.exists() and time.monotonic() < end:
        time.sleep(0.1)
    lock.unlink(missing_ok=True)


def _set_aside(repository: Repository, path: str, before: str, after: str) -> Iterable[Path]:
    """Keep what is neither the old file nor the new one, nor the beginning of it."""
    place = repository.root / path
    if place.is_symlink() or not place.is_file():
        return
    content = place.read_bytes()
    new = _bytes_of(repository, after, path)
    if content == _bytes_of(repository, before, path) or new.startswith(content):
        return
    if content.replace(b"\r\n", b"\n") == new.replace(b"\r\n", b"\n"):
        return
    kept = repository.private / "ringfence-kept" / path
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(place, kept)
    yield kept


def _bytes_of(repository: Repository, tree: str, path: str) -> bytes:
    listed = repository.git("ls-tree", "-z", tree, "--", f":(literal){path}")
    if not listed:
        return b""
    described, _, _ = listed.partition("\t")
    return repository.content(described.split(" ")[2])


def _remove_caches(repository: Repository, removed: Iterable[str]) -> None:
    """Remove what Python has compiled of modules that are gone: their folders would stay for it alone."""
    for path in removed:
        place = repository.root / path
        for compiled in (place.parent / "__pycache__").glob(f"{glob.escape(place.stem)}.*.pyc"):
            with suppress(OSError):
                compiled.unlink()
        _remove_empty(repository, place.parent / "__pycache__")


def _remove_empty(repository: Repository, folder: Path) -> None:
    """Remove a folder if it is empty, and the folders above for which that is true then."""
    with suppress(OSError):
        while folder != repository.root:
            folder.rmdir()
            folder = folder.parent


def _remove_added(repository: Repository, added: Iterable[str]) -> None:
    for path in added:
        place = repository.root / path
        with suppress(FileNotFoundError, NotADirectoryError):
            place.unlink()
        _remove_empty(repository, place.parent)
