"""Texts that match a pattern."""

import re

import pytest
from extensions.domain_model.patterns import matching


@pytest.mark.parametrize(
    ("pattern", "minimum", "maximum"),
    [
        ("[A-Z0-9-]+", 0, 64),
        ("[0-9X]+", 10, 13),
        (r"\d{3}-\d{2}", 0, 10),
        (r"(a|b)+c?\W\D\S", 4, 9),
        ("(?:DE|FR)[0-9]{20}", 22, 22),
        ("[äöü]+", 3, 5),
        (r"(?!0)\d+", 1, 4),
        (r"(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{8,}", 8, 20),
        (r"(.)x\1(?P<word>[ab]+?)(?P=word)", 4, 9),
        ("((a{1,100}){1,100}){1,100}", 1, 500),
    ],
)
def test_every_text_found_matches(pattern: str, minimum: int, maximum: int) -> None:
    found = matching(pattern, minimum, maximum, 5)
    assert len(set(found)) == 5
    for text in found:
        assert re.fullmatch(pattern, text)
        assert minimum <= len(text) <= maximum
    assert matching(pattern, minimum, maximum, 5) == found


@pytest.mark.parametrize(
    ("pattern", "minimum", "maximum"),
    [(r"\d{20,}", 0, 5), ("a", 2, 9), ("(?!a)a", 1, 5), ("(?=.*z{50})[a-y]{1,10000}", 1, 10000)],
)
def test_nothing_is_found_where_nothing_is(pattern: str, minimum: int, maximum: int) -> None:
    assert matching(pattern, minimum, maximum, 1) == []
