"""Patterns that could take for ever are told from those that never do."""

import re

import pytest
from extensions.domain_model.ambiguity import is_exponential


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"(a*)*b",
        r"(a+?)+b",
        r"(a|a)*c",
        r"(a|aa)+x",
        r"(x+x+)+y",
        r"(\w+\s?)+!",
        r"(\d+|\w+)*!",
        r"(?:[a-z0-9]+[-.]?)+",
        r"([a-zA-Z0-9_.-]+)+@x",
        r"(.*)*(.*)*z",
        r"([^x]+|y)*z",
        r"(?:a|b|ab)*c",
        r"((a{1,40})b?)+",
        r"(?:b(?:a?)?)+c",
        r"(?:(?:a?){2})+c",
    ],
)
def test_what_matches_in_too_many_ways(pattern: str) -> None:
    assert is_exponential(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        r"[A-Z]{3}",
        r"\d+(\.\d+)?",
        r"[a-z]+(-[a-z]+)*",
        r"([a-z]+-)*[a-z]+",
        r"(\d{1,3}\.){3}\d{1,3}",
        r"[A-Z]{2}[0-9A-Z]{2,12}",
        r"([01][0-9]|2[0-3]):[0-5][0-9]",
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        r"[\w.+-]+@[\w-]+\.[\w.]+",
        r"(?=.*[A-Z])(?=.*\d).{8,}",
        r"\"(?:[^\"\\]|\\.)*\"",
        r"(?:a++)+b",
        r"(?>a+)+b",
        r"(a{2}|b)*",
        r"(ab?)*c",
        r"(foo|foobar)",
        r"(a{1,3}){1,3}",
        r".*x.*y",
        ".*?" * 60,
        "(?:" + "|".join(f"[{letter}-z]{letter}" for letter in "abcdefghijklmnopqrst") + ")*",
        "a" * 10_000,
    ],
)
@pytest.mark.timeout(20)
def test_what_is_fine(pattern: str) -> None:
    re.compile(pattern)
    assert not is_exponential(pattern)
