"""The pages for people: links lead somewhere, and every page is in the menu."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

REPOSITORY = Path(__file__).parents[3]
DOCS = REPOSITORY / "docs"
PAGES = [REPOSITORY / "README.md", *sorted(DOCS.glob("**/*.md"))]

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)


def links(page: Path) -> Iterator[str]:
    """The targets of the links in a page, those in code left out."""
    text = _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))
    return (match[1] for match in _LINK.finditer(text))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as MkDocs and the forges make them."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(text))
    return {re.sub(r"[\- ]+", "-", heading.strip()) for heading in plain}


def broken(page: Path) -> list[str]:
    """The links of a page that lead nowhere in this repository; other hosts are not asked."""
    found = []
    for link in links(page):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = (page.parent / parts.path).resolve() if parts.path else page
        missing = not target.exists() or (parts.fragment and parts.fragment not in anchors(target))
        # MkDocs knows nothing outside its folder
        outside = page.is_relative_to(DOCS) and not target.is_relative_to(DOCS)
        if missing or outside:
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One two\n[a](#one-two) [b](#three) [c](other.md) [d](https://example.com/)\n"
    )
    assert broken(page) == ["#three", "other.md"]


def test_every_page_is_in_the_menu_once() -> None:
    menu = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = [path for entry in menu for path in entry.values()]
    assert sorted(listed) == sorted(str(page.relative_to(DOCS)) for page in PAGES[1:])
