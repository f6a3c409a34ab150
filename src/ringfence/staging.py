"""All or nothing: a service is built in a hidden folder beside its destination and renamed into place."""

import os
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from ringfence.errors import RingfenceError

try:
    import fcntl
except ImportError:  # Windows: an open folder can not be removed there anyway
    fcntl = None  # type: ignore[assignment]

_NAME = re.compile(r"\.ringfence-[0-9a-f]{8}")
_MARK = "ringfence-staging"
# another process may take the new folder, not locked yet, for an abandoned one; where a file system knows no locks,
# nobody can ever lock it, and nothing is removed there
_ATTEMPTS = 50


class Staging:
    """The folder beside `destination` in which a service is built, `service`.

    Entering makes it, leaving removes it, and what was not landed with it.  It is locked while its process lives: what
    a killed process left is known by its missing lock, and removed by whoever works in the same place next.
    """

    def __init__(self, destination: Path) -> None:
        self.destination = destination
        self.folder = destination.parent / f".ringfence-{secrets.token_hex(4)}"
        self.service = self.folder / destination.name
        self.landed = False
        self._complete = False
        self._lock: int | None = None
        self._new_parents: list[Path] = []

    def __enter__(self) -> Self:
        parent = self.destination.parent
        self._new_parents = [folder for folder in (parent, *parent.parents) if not folder.exists()]
        parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned(parent)
        for _ in range(_ATTEMPTS):
            with suppress(FileExistsError):
                self.folder.mkdir()
            self._lock = _lock(self.folder)
            if self._lock is not None:
                break
        (self.folder / _MARK).touch()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.landed = self._complete and not self.service.exists()
        _remove(self.folder)
        if self._lock is not None:
            os.close(self._lock)
        if not self.landed:
            for folder in self._new_parents:
                with suppress(OSError):
                    folder.rmdir()

    def land(self) -> None:
        """Put the service in its place, in one step.

        Raises:
            RingfenceError: the destination has filled up meanwhile, or can not be replaced.
        """
        if self.destination.exists():
            shutil.copymode(self.destination, self.service)
        self._complete = True
        try:
            self.service.rename(self.destination)
        except OSError as error:
            self._complete = False
            raise RingfenceError(
                f"{self.destination} could not be put in place, nothing was written: {error.strerror}"
            ) from error


def remove_abandoned(parent: Path) -> None:
    """Remove the staging folders that killed processes left in `parent`; never one of a living process."""
    for folder in parent.iterdir():
        with suppress(OSError):  # somebody else removes it
            if _NAME.fullmatch(folder.name) and _is_ours(folder):
                lock = _lock(folder)
                if lock is not None:
                    _remove(folder)
                    os.close(lock)


def _is_ours(folder: Path) -> bool:
    if folder.is_symlink() or not folder.is_dir():
        return False
    return (folder / _MARK).is_file() or not any(folder.iterdir())


def _remove(folder: Path) -> None:
    """Remove a staging folder, its mark last: half of it must still be known as ours."""
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.name != _MARK:
            shutil.rmtree(entry, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _lock(folder: Path) -> int | None:
    """A descriptor that holds the folder's lock; None if another process holds it, or removed the folder."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_ino == folder.stat().st_ino:
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None
