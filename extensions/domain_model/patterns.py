"""Texts that match a regular expression: the tests of a service need some."""

import re
from collections.abc import Callable
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from random import Random
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_ALPHABET = "ABCXYZabcxyz0123456789 -_.,:;/+#@!~"
_ATTEMPTS = 2000
_MOST_EFFORT = 200_000  # characters


def matching(pattern: str, minimum: int, maximum: int, most: int) -> list[str]:
    """Up to `most` different texts of `minimum` to `maximum` characters that the pattern matches whole.

    They are found by walking the parsed pattern, each candidate taking other turns at its choices.
    """
    found: dict[str, None] = {}
    parsed = parser.parse(pattern)
    shortest, longest = parsed.getwidth()
    if shortest > maximum or longest < minimum:
        return []
    effort = 0
    for text in _candidates(parsed, minimum, maximum):
        effort += len(text)
        if minimum <= len(text) <= maximum and re.fullmatch(pattern, text):
            found[text] = None
        if len(found) == most or effort > _MOST_EFFORT:
            break
    return list(found)


def nesting(pattern: str) -> int:
    """How deep the groups of a pattern stand in each other."""
    signs = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "", pattern, flags=re.DOTALL)
    steps = ((sign == "(") - (sign == ")") for sign in signs)
    return max(accumulate(steps), default=0)


def _candidates(parsed: Any, minimum: int, maximum: int) -> Iterator[str]:
    lengths = (0, minimum, 1, 2, max(0, minimum - 1), 3, minimum // 2, 4, maximum)
    for extra in lengths:
        for turn in range(_ATTEMPTS // len(lengths)):
            yield _Walk(_Turns(turn).pick, extra, maximum).text(parsed)
    # look-aheads want a mixture that no counting reaches soon; the same one each time
    chance = Random(len(lengths))
    for _ in range(_ATTEMPTS):
        yield _Walk(chance.randrange, chance.choice(lengths), maximum).text(parsed)


class _Turns:
    """Picks by counting: each number goes another way."""

    def __init__(self, number: int) -> None:
        self._number = number

    def pick(self, choices: int) -> int:
        self._number, chosen = divmod(self._number, choices)
        return chosen


class _Walk:
    """One way through a pattern: `pick` chooses among alternatives, `extra` lengthens repetitions."""

    def __init__(self, pick: Callable[[int], int], extra: int, maximum: int) -> None:
        self._pick = pick
        self._extra = min(extra, maximum)
        self._maximum = maximum
        self._groups: dict[int, str] = {}

    def text(self, parsed: Any) -> str:
        return "".join(self._node(operation, argument) for operation, argument in parsed)

    def _node(self, operation: Any, argument: Any) -> str:
        match operation:
            case constants.LITERAL:
                return chr(argument)
            case constants.NOT_LITERAL:
                return next(c for c in _ALPHABET if ord(c) != argument)
            case constants.ANY:
                return _ALPHABET[self._pick(len(_ALPHABET))]
            case constants.IN:
                return self._member(argument)
            case constants.BRANCH:
                return self.text(argument[1][self._pick(len(argument[1]))])
            case constants.SUBPATTERN:
                group, _, _, inner = argument
                self._groups[group] = self.text(inner)
                return self._groups[group]
            case constants.GROUPREF:
                return self._groups.get(argument, "")
            case constants.ATOMIC_GROUP:
                return self.text(argument)
            case constants.MAX_REPEAT | constants.MIN_REPEAT | constants.POSSESSIVE_REPEAT:
                least, most, inner = argument
                return self._repeated(inner, min(least + self._extra, int(most)))
            case _:  # anchors and look-arounds add no text; the whole is matched afterwards
                return ""

    def _repeated(self, parsed: Any, times: int) -> str:
        """No longer than any text may be: repetitions in each other grow beyond all bounds."""
        text = ""
        for _ in range(times):
            text += self.text(parsed)
            if len(text) > self._maximum:
                break
        return text

    def _member(self, items: Any) -> str:
        members = _members(tuple(items))
        return members[self._pick(len(members))] if members else ""


@lru_cache(maxsize=256)
def _members(items: tuple[Any, ...]) -> list[str]:
    """Some characters of a class."""
    return [c for c in _ALPHABET if _belongs(c, items)] or _first_of(items)


def _belongs(character: str, items: Any) -> bool:
    """Whether a character class has this character."""
    negated = items[0][0] is constants.NEGATE
    return negated != any(_is(character, *item) for item in items)


def _is(character: str, operation: Any, argument: Any) -> bool:
    match operation:
        case constants.LITERAL:
            return ord(character) == int(argument)
        case constants.RANGE:
            low, high = argument
            return bool(low <= ord(character) <= high)
        case constants.CATEGORY:
            return _in_category(character, argument)
        case _:
            return False


def _in_category(character: str, category: Any) -> bool:
    name = str(category).removeprefix("CATEGORY_")
    negated = name.startswith("NOT_")
    tests = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
    return negated != bool(re.fullmatch(tests[name.removeprefix("NOT_")], character))


def _first_of(items: Any) -> list[str]:
    """Characters of a class that the alphabet above knows nothing of."""
    found = []
    for operation, argument in items:
        if operation is constants.LITERAL:
            found.append(chr(argument))
        elif operation is constants.RANGE:
            found.append(chr(argument[0]))
    return found
