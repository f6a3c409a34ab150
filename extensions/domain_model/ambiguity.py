"""Patterns that can take for ever: those that match the same text in exponentially many ways.

Python's `re` tries all these ways before it says no.  A pattern is seen as an automaton whose states are its characters
(Glushkov's construction).  It is ambiguous without bound where two different ways lead from a state back to itself along
the same text (Weber and Seidl, On the degree of ambiguity of finite automata): `(a+)+`, `(a|a)*`, `(\\w+\\s?)+`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from .patterns import belongs

_MANY = 16  # so many repetitions, or more, are as bad as any number
_COPIES = 3  # of what is repeated few times
_MOST_STATES = 60  # beyond that nobody waits for the answer
_ALPHABET = "azAZ09_- .:/@\n\u00e9"


def is_exponential(pattern: str) -> bool:
    """Whether some texts, as long as they like, match in a number of ways that doubles with their length."""
    automaton = _Automaton()
    automaton.sequence(parser.parse(pattern))
    return len(automaton.characters) <= _MOST_STATES and automaton.is_exponential()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the pattern: the states in which it begins and ends, and the ways in which it matches an empty text.

    A state stands there as often as there are ways to it.
    """

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    empty: int = 1


class _Automaton:
    """The states, by number, with what they match, and how often each leads to each other."""

    def __init__(self) -> None:
        self.characters: list[Any] = []
        self._next: Counter[tuple[int, int]] = Counter()

    # how it is built

    def sequence(self, parsed: Any) -> _Part:
        whole = _Part()
        for operation, argument in parsed:
            whole = self._behind(whole, self._part(operation, argument))
        return whole

    def _part(self, operation: Any, argument: Any) -> _Part:
        match operation:
            case constants.LITERAL | constants.NOT_LITERAL | constants.ANY:
                return self._state([(operation, argument)])
            case constants.IN:
                return self._state(argument)
            case constants.BRANCH:
                return _either(self.sequence(branch) for branch in argument[1])
            case constants.SUBPATTERN:
                return self.sequence(argument[3])
            case constants.MAX_REPEAT | constants.MIN_REPEAT:
                return self._repeated(*argument)
            case constants.ATOMIC_GROUP:
                return self._without_return(argument)
            case constants.POSSESSIVE_REPEAT:
                return self._without_return(argument[2])
            case _:  # anchors, look-arounds and references add no ways
                return _Part()

    def _state(self, items: Any) -> _Part:
        self.characters.append(items)
        return _Part((len(self.characters) - 1,), (len(self.characters) - 1,), empty=0)

    def _behind(self, one: _Part, two: _Part) -> _Part:
        self._next.update(product(one.last, two.first))
        return _Part(
            one.first + two.first * one.empty,
            one.last * two.empty + two.last,
            min(one.empty * two.empty, _COPIES),
        )

    def _repeated(self, least: int, most: int, inner: Any) -> _Part:
        if most == 0:
            return _Part()
        body = self.sequence(inner)
        if most - least >= _MANY:
            self._next.update(product(body.last, body.first))
            return _Part(body.first, body.last, body.empty + 1 if least == 0 else body.empty)
        if least == most and not body.empty:  # there is one way only to count them
            return body
        whole = _Part()
        for number in range(min(most, _COPIES)):
            copy = self.sequence(inner) if number else body
            empty = copy.empty if number < least else copy.empty + 1
            whole = self._behind(whole, _Part(copy.first, copy.last, empty))
        return whole

    def _without_return(self, inner: Any) -> _Part:
        """Once it has matched, no other way is tried."""
        return self._state([(constants.ANY, None)]) if list(inner) else _Part()

    # what is asked of it

    def is_exponential(self) -> bool:
        followers: dict[int, set[int]] = {}
        for one, two in self._next:
            followers.setdefault(one, set()).add(two)
        reach = {state: _reached(state, followers) for state in range(len(self.characters))}
        if any(count > 1 and one in reach[two] for (one, two), count in self._next.items()):
            return True
        letters = self._letters()
        circles = {
            frozenset(other for other in reached if state in reach[other])
            for state, reached in reach.items()
            if state in reached
        }
        return any(_is_ambiguous(circle, followers, letters) for circle in circles)

    def _letters(self) -> list[frozenset[str]]:
        """What each state matches of an alphabet that tells all of them apart."""
        alphabet = {*_ALPHABET}
        for operation, argument in (item for items in self.characters for item in items):
            if operation in {constants.LITERAL, constants.NOT_LITERAL}:
                alphabet |= {chr(argument)}
            elif operation is constants.RANGE:
                alphabet |= {chr(edge) for edge in argument}
        return [
            frozenset(letter for letter in alphabet if belongs(letter, items))
            for items in self.characters
        ]


def _either(parts: Iterable[_Part]) -> _Part:
    found = list(parts)
    return _Part(
        tuple(state for part in found for state in part.first),
        tuple(state for part in found for state in part.last),
        min(sum(part.empty for part in found), _COPIES),
    )


def _is_ambiguous(
    circle: frozenset[int], followers: dict[int, set[int]], letters: list[frozenset[str]]
) -> bool:
    """Whether two ways lead from one of these states, which all lead to each other, back to it along the same text."""
    pairs = {
        (one, two): {
            pair
            for pair in product(followers[one] & circle, followers[two] & circle)
            if letters[pair[0]] & letters[pair[1]]
        }
        for one, two in product(circle, circle)
    }
    leading = _reversed(pairs)
    return any(
        one != two
        for state in circle
        for one, two in _reached((state, state), pairs) & _reached((state, state), leading)
    )


def _reversed(followers: dict[Any, set[Any]]) -> dict[Any, set[Any]]:
    leading: dict[Any, set[Any]] = {}
    for state, found in followers.items():
        for follower in found:
            leading.setdefault(follower, set()).add(state)
    return leading


def _reached(start: Any, followers: dict[Any, set[Any]]) -> set[Any]:
    """All that follows, one step or more behind."""
    found: set[Any] = set()
    waiting = [*followers.get(start, ())]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found.add(state)
            waiting += followers.get(state, ())
    return found
