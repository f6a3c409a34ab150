"""What is wrong with a model: faults, and the error that carries all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault; `line` counts from 1, and 0 means the model as a whole."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


class ModelError(Exception):
    """The model can not be used; `faults` are all that was found, in the order of their lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        clean = {Fault(fault.line, _printable(fault.message)) for fault in faults}
        self.faults = tuple(sorted(clean))
        super().__init__("\n".join(str(fault) for fault in self.faults))


_MOST_CHOICES = 15
_MOST_CHARACTERS = 60


class Faults:
    """Collects faults, so that a reader can note one and go on."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, line: int, message: str) -> None:
        """Note a fault."""
        self._found.append(Fault(line, message))

    def raise_if_any(self) -> None:
        """Raises: ModelError: something was noted."""
        if self._found:
            raise ModelError(self._found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message on an unknown word: the nearest known one, else all of them."""
    choices = tuple(known)
    nearest = get_close_matches(word[:80], choices, n=1)
    if nearest:
        return f"did you mean `{nearest[0]}`?"
    if not choices:
        return "there is none to choose from"
    more = ", ..." if len(choices) > _MOST_CHOICES else ""
    return f"write one of {quoted(choices[:_MOST_CHOICES])}{more}"


def quoted(words: Iterable[str]) -> str:
    """Words for a message: `a`, `b`."""
    return ", ".join(f"`{word}`" for word in words)


def shown(text: str) -> str:
    """A text of any length as a message can show it."""
    return f"`{text}`" if len(text) <= _MOST_CHARACTERS else f"`{text[: _MOST_CHARACTERS - 3]}...`"


def _printable(text: str) -> str:
    """On one line, with escapes for what a terminal could not show."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )
