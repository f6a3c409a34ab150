"""Conflicts between imports.

Whoever adds something beside generated code imports it, often at the very place where a later template imports
something else.  Both are wanted then, and the order of imports is known: no person needs to decide.
"""

import re
from collections.abc import Iterator
from collections.abc import Sequence

MARKER_SIZE = 60  # no line that anybody writes looks like such a marker
_OURS, _BASE, _THEIRS, _END = (sign * MARKER_SIZE for sign in (b"<", b"|", b"=", b">"))
_IMPORT = re.compile(
    rb"(?:from (?P<module>[\w.]+) )?import (?P<name>[\w.]+)(?: as \w+)?(?: *#[^\r\n]*)?\r?\n"
)


def merge_imports(text: bytes) -> bytes | None:
    """The text with its conflicts resolved, if all of them are between imports of one name a line; else None.

    `text` has conflicts with all three sides, as `git merge-file --diff3` shows them, with markers of `MARKER_SIZE`.
    An import stays if both sides have it or one has added it.
    """
    result: list[bytes] = []
    lines = iter(text.splitlines(keepends=True))
    for line in lines:
        if not line.startswith(_OURS):
            result.append(line)
            continue
        ours, base, theirs = (list(_until(lines, end)) for end in (_BASE, _THEIRS, _END))
        imports = {each: _IMPORT.fullmatch(each) for each in (*ours, *base, *theirs)}
        order = {each: _order(found) for each, found in imports.items() if found}
        if len(order) < len(imports):
            return None
        result += sorted(_union(ours, base, theirs), key=order.__getitem__)
    return b"".join(result)


def _until(lines: Iterator[bytes], marker: bytes) -> Iterator[bytes]:
    for line in lines:
        if line.startswith(marker):
            return
        yield line


def _union(ours: Sequence[bytes], base: Sequence[bytes], theirs: Sequence[bytes]) -> set[bytes]:
    return {*ours} & {*theirs} | ({*ours} ^ {*theirs}) - {*base}


def _order(found: re.Match[bytes]) -> tuple[object, ...]:
    """How isort sorts: plain imports first, then by module, and in it constants, classes and the rest."""
    module, name = found["module"], found["name"]
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return (
        module != b"__future__",  # Python wants those first
        module is not None,
        (module or name).lower(),
        kind,
        name.lower(),
        found[0],
    )
