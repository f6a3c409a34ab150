"""The working tree, and what is built from it."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """What git prints."""
    result = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True
    )
    return result.stdout.strip()


def copy_working_tree(repository: Path, to: Path) -> None:
    """Copy what git knows, and what it does not ignore, as it is now."""
    listed = git(repository, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    for name in filter(None, listed.split("\0")):
        if (repository / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(repository / name, to / name)


def build(root: Path, kind: str, folder: Path) -> Path:
    """Build a distribution as an installer's front end does."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


def unpack(wheel: Path, site: Path) -> None:
    """Do with a wheel what an installer does."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
