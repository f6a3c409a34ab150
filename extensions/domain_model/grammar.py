"""The small language inside the values: fields and transitions.

    field       TYPE [ "?" ] { MODIFIER } [ "=" DEFAULT ]
    TYPE        word [ "(" argument { "," argument } ")" ]
    argument    [ word "=" ] ( word | number | text )
    DEFAULT     text | number [ word ] | word
    transition  word { "|" word } "->" word

A word may contain dots (`ordering.Order`).  In a text `\\"` is a quote and `\\\\` a backslash; any
other backslash stands for itself, so that patterns read as they do elsewhere (`"\\d+"`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from enum import auto

from .faults import shown


class GrammarError(ValueError):
    """A text that does not follow the grammar; the message says what was expected."""


class Sort(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    TEXT = auto()
    SIGN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; `text` is its value, a TEXT's without quotes and escapes."""

    sort: Sort
    text: str

    def __str__(self) -> str:
        if self.sort is Sort.END:
            return "the end"
        return shown(f'"{self.text}"' if self.sort is Sort.TEXT else self.text)


@dataclass(frozen=True, slots=True)
class Argument:
    """`min=1`, or without a keyword `20`."""

    keyword: str | None
    value: Token


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """A type as it is written; `optional` is its question mark."""

    name: str
    arguments: tuple[Argument, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field as it is written; `default` is one token, two for money, none without a default."""

    type: TypeSpec
    modifiers: tuple[str, ...] = ()
    default: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class TransitionSpec:
    """A transition as it is written."""

    sources: tuple[str, ...]
    target: str


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<word>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)
      | (?P<number>-?[0-9]+(?:\.[0-9]+)?)
      | "(?P<text>(?:[^"\\]|\\.)*)"
      | (?P<sign>->|[(),=?|])
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r'\\([\\"])')


def read_field(text: str) -> FieldSpec:
    """A field in its short form.

    Raises:
        GrammarError: it is not one.
    """
    tokens = _Tokens(text)
    type_spec = _type(tokens)
    modifiers: list[str] = []
    while tokens.peek.sort is Sort.WORD:
        modifiers.append(tokens.take().text)
    default: tuple[Token, ...] = ()
    if tokens.skip("="):
        default = _literal(tokens)
        tokens.refuse_modifier()
    if tokens.peek.text == "?":
        raise GrammarError("the `?` stands directly behind the type, before the modifiers")
    tokens.expect_end("a modifier or `=` and a default")
    return FieldSpec(type_spec, tuple(modifiers), default)


def read_type(text: str) -> TypeSpec:
    """A type with its arguments and its question mark.

    Raises:
        GrammarError: it is not one.
    """
    tokens = _Tokens(text)
    type_spec = _type(tokens)
    tokens.expect_end("the end")
    return type_spec


def read_literal(text: str) -> tuple[Token, ...]:
    """A default's literal: one token, or two for money.

    Raises:
        GrammarError: it is not one.
    """
    tokens = _Tokens(text)
    literal = _literal(tokens)
    tokens.expect_end("the end")
    return literal


def read_transition(text: str) -> TransitionSpec:
    """A transition in its short form.

    Raises:
        GrammarError: it is not one.
    """
    tokens = _Tokens(text)
    sources = [tokens.expect(Sort.WORD, "a state")]
    while tokens.skip("|"):
        sources.append(tokens.expect(Sort.WORD, "a state"))
    if not tokens.skip("->"):
        raise GrammarError(f"expected `|` or `->`, found {tokens.peek}")
    target = tokens.expect(Sort.WORD, "a state")
    tokens.expect_end("the end")
    return TransitionSpec(tuple(sources), target)


def _type(tokens: "_Tokens") -> TypeSpec:
    name = tokens.expect(Sort.WORD, "a type")
    arguments: list[Argument] = []
    if tokens.skip("("):
        arguments.append(_argument(tokens))
        while tokens.skip(","):
            arguments.append(_argument(tokens))
        if not tokens.skip(")"):
            raise GrammarError(f"expected `,` or `)`, found {tokens.peek}")
    return TypeSpec(name, tuple(arguments), optional=tokens.skip("?"))


def _argument(tokens: "_Tokens") -> Argument:
    first = _value(tokens, "an argument")
    if first.sort is Sort.WORD and tokens.skip("="):
        return Argument(first.text, _value(tokens, f"a value for `{first.text}`"))
    return Argument(None, first)


def _literal(tokens: "_Tokens") -> tuple[Token, ...]:
    first = _value(tokens, "a default")
    if first.sort is Sort.NUMBER and tokens.peek.sort is Sort.WORD:
        return first, tokens.take()
    return (first,)


def _value(tokens: "_Tokens", what: str) -> Token:
    if tokens.peek.sort not in {Sort.WORD, Sort.NUMBER, Sort.TEXT}:
        raise GrammarError(f"expected {what}, found {tokens.peek}")
    return tokens.take()


class _Tokens:
    """The tokens of a text, one looked at ahead."""

    def __init__(self, text: str) -> None:
        self._rest = _tokens(text)
        self.peek = next(self._rest)

    def take(self) -> Token:
        """The next token; the end stays."""
        token = self.peek
        self.peek = next(self._rest, token)
        return token

    def skip(self, sign: str) -> bool:
        """Take a sign if it is the next token; say whether it was."""
        found = self.peek == Token(Sort.SIGN, sign)
        if found:
            self.take()
        return found

    def expect(self, sort: Sort, what: str) -> str:
        """Take a token of that sort.  Raises: GrammarError: the next one is of another."""
        if self.peek.sort is not sort:
            raise GrammarError(f"expected {what}, found {self.peek}")
        return self.take().text

    def refuse_modifier(self) -> None:
        """Say where a word belongs that stands behind a default."""
        if self.peek.sort is Sort.WORD:
            raise GrammarError(
                f"found {self.peek} behind the default; modifiers stand before the `=`"
            )

    def expect_end(self, what: str) -> None:
        """Raises: GrammarError: there is more."""
        if self.peek.sort is not Sort.END:
            raise GrammarError(f"expected {what}, found {self.peek}")


def _tokens(text: str) -> Iterator[Token]:
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            rest = text[position:end].lstrip()
            if rest.startswith('"'):
                raise GrammarError(f"the text {shown(rest)} has no closing quote")
            raise GrammarError(f"{shown(rest[0])} can not stand here (before {shown(rest[1:])})")
        position = match.end()
        sort = Sort[str(match.lastgroup).upper()]
        value = match[str(match.lastgroup)]
        yield Token(sort, _ESCAPE.sub(r"\1", value) if sort is Sort.TEXT else value)
    yield Token(Sort.END, "")
