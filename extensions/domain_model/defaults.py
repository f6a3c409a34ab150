"""Defaults: a literal, checked against the type of its field."""

import re
from collections.abc import Callable
from datetime import UTC
from datetime import date
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from .elements import FieldType
from .elements import Kind
from .elements import Literal
from .elements import Moment
from .elements import MoneyLiteral
from .faults import quoted
from .faults import shown
from .field_types import INT_BOUNDS
from .field_types import MAX_MONEY_DIGITS
from .field_types import Note
from .field_types import count_of
from .field_types import decimal_of
from .grammar import Sort
from .grammar import Token

MAX_EMAIL = 254
MAX_URL = 2000

_WHAT = "the default"
_A_TEXT = "a text in double quotes"
_EXAMPLES = {
    Kind.DATE: '`today` or a day like "2026-01-31"',
    Kind.DATETIME: '`now` or a moment with its offset like "2026-01-31T08:00:00Z"',
    Kind.UUID: 'a text like "00000000-0000-0000-0000-000000000001"',
}

_LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[\w.!#$%&'*+/=?^`{{|}}~-]{{1,64}}@({_LABEL}\.)+[A-Za-z]{{2,63}}", re.ASCII)
_URL = re.compile(rf"https?://{_LABEL}(\.{_LABEL})*(:[0-9]{{1,5}})?([/?#][!-~]*)?")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.([0-9]{3}|[0-9]{6}))?)?"
_DATETIME = re.compile(rf"{_DATE.pattern}T{_TIME}(Z|[+-][0-9]{{2}}:[0-9]{{2}})")


def read_default(tokens: tuple[Token, ...], type_: FieldType, note: Note) -> Literal | None:
    """The default that a literal stands for; None, and a note, if the type can not hold it.

    A datetime comes back in UTC, a uuid in small letters.
    """
    if type_.kind is Kind.MONEY:
        return _money(tokens, type_, note)
    if len(tokens) > 1:
        note(f"{_WHAT} must be one value, not {tokens[0]} and {tokens[1]}")
        return None
    return _READERS.get(type_.kind, _text)(tokens[0], type_, note)


def _money(tokens: tuple[Token, ...], type_: FieldType, note: Note) -> MoneyLiteral | None:
    number, *currency = tokens
    if not currency or re.fullmatch("[A-Z]{3}", currency[0].text) is None:
        note(f"{_WHAT} must be an amount and three capital letters; write for instance `0 EUR`")
        return None
    amount = decimal_of(number, "the default's amount", MAX_MONEY_DIGITS, type_.places or 0, note)
    return None if amount is None else MoneyLiteral(amount=amount, currency=currency[0].text)


def _decimal(token: Token, type_: FieldType, note: Note) -> Decimal | None:
    number = decimal_of(token, _WHAT, type_.digits or 0, type_.places or 0, note)
    if number is None:
        return None
    if type_.minimum is not None and number < type_.minimum:
        note(f"{_WHAT} {number} is less than `min` ({type_.minimum})")
        return None
    if type_.maximum is not None and number > type_.maximum:
        note(f"{_WHAT} {number} is greater than `max` ({type_.maximum})")
        return None
    return number


def _bool(token: Token, _type: FieldType, note: Note) -> bool | None:
    if token.sort is Sort.WORD and token.text in {"true", "false"}:
        return token.text == "true"
    note(f"{_WHAT} must be `true` or `false`, not {token}")
    return None


def _int(token: Token, type_: FieldType, note: Note) -> int | None:
    least = INT_BOUNDS[0] if type_.minimum is None else int(type_.minimum)
    most = INT_BOUNDS[1] if type_.maximum is None else int(type_.maximum)
    return count_of(token, _WHAT, least, most, note)


def _member(token: Token, type_: FieldType, note: Note) -> str | None:
    if token.sort is Sort.WORD and token.text in type_.members:
        return token.text
    note(f"{_WHAT} must be one of {quoted(type_.members)}, not {token}")
    return None


def _refused(_token: Token, type_: FieldType, note: Note) -> None:
    note(f"a `{type_.kind}` has no default; remove it, or make the field optional with `?`")


def _moment(token: Token, type_: FieldType, note: Note) -> Moment | str | None:
    moment = Moment.NOW if type_.kind is Kind.DATETIME else Moment.TODAY
    return moment if token == Token(Sort.WORD, moment.value) else _text(token, type_, note)


def _text(token: Token, type_: FieldType, note: Note) -> str | None:
    if token.sort is not Sort.TEXT:
        note(f"{_WHAT} of `{type_.kind}` must be {_EXAMPLES.get(type_.kind, _A_TEXT)}, not {token}")
        return None
    if "\0" in token.text or any("\ud800" <= character <= "\udfff" for character in token.text):
        note(f"{_WHAT} holds a character that no database stores (NUL or half a surrogate pair)")
        return None
    reader = _TEXT_READERS.get(type_.kind)
    return reader(token.text, type_, note) if reader else token.text


def _str(text: str, type_: FieldType, note: Note) -> str | None:
    most = type_.max_length or 0
    if not type_.min_length <= len(text) <= most:
        note(f"{_WHAT} has {len(text)} characters, it must have {type_.min_length} to {most}")
        return None
    if type_.pattern is not None and re.fullmatch(type_.pattern, text) is None:
        note(f"{_WHAT} {shown(text)} does not match the pattern {shown(type_.pattern)}")
        return None
    return text


def _email(text: str, _type: FieldType, note: Note) -> str | None:
    if len(text) <= MAX_EMAIL and _EMAIL.fullmatch(text):
        return text
    note(f"{_WHAT} must be an e-mail address, not {shown(text)}")
    return None


def _url(text: str, _type: FieldType, note: Note) -> str | None:
    if len(text) <= MAX_URL and _URL.fullmatch(text):
        return text
    note(f"{_WHAT} must be an http or https address, not {shown(text)}")
    return None


def _uuid(text: str, type_: FieldType, note: Note) -> str | None:
    if _UUID.fullmatch(text):
        return str(UUID(text))
    note(f"{_WHAT} must be {_EXAMPLES[type_.kind]}, not {shown(text)}")
    return None


def _date(text: str, type_: FieldType, note: Note) -> str | None:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass  # there is no such day
    note(f"{_WHAT} must be {_EXAMPLES[type_.kind]}, not {shown(text)}")
    return None


def _datetime(text: str, type_: FieldType, note: Note) -> str | None:
    try:
        if _DATETIME.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        pass  # there is no such moment, or none in UTC
    note(f"{_WHAT} must be {_EXAMPLES[type_.kind]}, not {shown(text)}")
    return None


_READERS: dict[Kind, Callable[[Token, FieldType, Note], Literal | None]] = {
    Kind.INT: _int,
    Kind.DECIMAL: _decimal,
    Kind.BOOL: _bool,
    Kind.ENUM: _member,
    Kind.REF: _refused,
    Kind.DATE: _moment,
    Kind.DATETIME: _moment,
}
_TEXT_READERS: dict[Kind, Callable[[str, FieldType, Note], str | None]] = {
    Kind.STR: _str,
    Kind.EMAIL: _email,
    Kind.URL: _url,
    Kind.UUID: _uuid,
    Kind.DATE: _date,
    Kind.DATETIME: _datetime,
}
