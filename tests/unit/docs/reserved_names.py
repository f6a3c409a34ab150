"""The list of reserved names in `docs/model-reference.md`, made from the names that the model's checks use.

`python tests/unit/docs/reserved_names.py` writes it anew.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
PAGE = REPOSITORY / "docs" / "model-reference.md"
BEGIN, END = "<!-- reserved names: begin -->\n", "<!-- reserved names: end -->"
_WIDTH = 140


def section() -> str:
    """The list, as the page shall have it."""
    from extensions.domain_model import reserved  # noqa: PLC0415 - found once the path is set

    groups = {
        "Fields, and plurals of entities": reserved.FIELDS,
        "Fields of entities": _beyond(reserved.ENTITY_FIELDS, reserved.FIELDS),
        "Filters": reserved.FILTERS,
        "Transitions": reserved.TRANSITIONS,
        "Contexts": reserved.CONTEXTS,
        "Aggregates and entities": reserved.CLASSES,
        "Aggregates and entities in snake_case, plurals of aggregates": reserved.VARIABLES,
    }
    long = {
        reserved.KEYWORDS: "keywords of Python",
        reserved.BUILTIN_FUNCTIONS: "builtin functions and types of Python",
        reserved.BUILTIN_CLASSES: "builtin classes of Python",
    }
    lines: list[str] = []
    for title, by_reason in groups.items():
        lines += [f"**{title}**", ""]
        for reason, names in by_reason.items():
            if names in long:
                lines.append(
                    f"- {reason}: all [{long[names]}](#{long[names].lower().replace(' ', '-')})"
                )
            else:
                lines += _wrapped(f"- {reason}:", names)
        if title == "Fields of entities":
            lines.append("- all that is reserved for fields")
        lines.append("")
    lines += [
        "**Tables**",
        "",
        *_wrapped("- Django has tables of these names:", reserved.TABLES),
        "",
    ]
    for names, title in long.items():
        lines += [f"#### {title[0].upper()}{title[1:]}", "", *_wrapped("", names), ""]
    return "\n".join(lines)


def _beyond(
    more: dict[str, frozenset[str]], fewer: dict[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    return {reason: names for reason, names in more.items() if fewer.get(reason) != names}


def _wrapped(start: str, names: frozenset[str]) -> Iterator[str]:
    line = start
    for name in sorted(names, key=lambda name: (name.lower(), name)):
        if len(line) + len(name) + 3 > _WIDTH:
            yield line
            line = "  " if start else ""
        line += f"{' ' if line.strip() else ''}`{name}`"
    yield line


def current(page: str) -> str:
    """The list that the page has now."""
    return page.partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    sys.path.insert(0, str(REPOSITORY))
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text.replace(BEGIN + current(text), BEGIN + section()), encoding="utf-8")
