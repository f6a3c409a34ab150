"""What the tool says: results on standard output, all else on standard error."""

import sys
from collections.abc import Iterable
from pathlib import PurePath

Tree = dict[str, "Tree"]  # a file has nothing below it


def say(text: str = "") -> None:
    """Print a result."""
    print(text, flush=True)


def note(text: str) -> None:
    """Print progress, or something worth knowing."""
    print(text, file=sys.stderr, flush=True)


def error(text: str) -> None:
    """Print why a command ended."""
    print(f"error: {text}", file=sys.stderr, flush=True)


def is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    # a stream that the caller has closed is None
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def never_fail_to_print() -> None:
    """Show a replacement for what the terminal's encoding can not show."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def tree(root: str, paths: Iterable[PurePath]) -> str:
    """The files drawn as a tree under the name `root`, folders first."""
    nested: Tree = {}
    for path in paths:
        level = nested
        for part in path.parts:
            level = level.setdefault(part, {})
    return "\n".join([f"{root}/", *_branches(nested, "")])


def _branches(level: Tree, indent: str) -> Iterable[str]:
    names = sorted(level, key=lambda name: (not level[name], name))
    for name in names:
        last = name == names[-1]
        below = level[name]
        yield f"{indent}{'└── ' if last else '├── '}{name}{'/' if below else ''}"
        yield from _branches(below, indent + ("    " if last else "│   "))
