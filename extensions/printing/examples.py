"""Values for the tests of a service: valid ones by number, and ones that a field must refuse.

An example is an expression of Python in which `n` is a whole number from 1 on.
"""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from decimal import localcontext
from typing import Any

from ..domain_model.elements import Kind
from ..domain_model.elements import Moment
from ..domain_model.elements import MoneyLiteral
from ..domain_model.patterns import matching
from .fields import INT_MAX
from .fields import INT_MIN
from .fields import MONEY_DIGITS
from .fields import PRECISION
from .fields import PrintedField
from .fields import decimal
from .fields import exact
from .fields import number
from .fields import plain

_SPAN = 1000  # how many numbers of a range are used
_PATTERN_EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that a field refuses: what is wrong with it, and the value in Python and in JSON.

    An empty expression: it can not be said there.
    """

    why: str
    python: str
    json: str


def example(field: PrintedField) -> str:
    """A valid value in the domain; different numbers give different ones, as far as the type has them."""
    t = field.type
    match t.kind:
        case Kind.STR:
            return _text(field)
        case Kind.TEXT:
            return f'f"{field.words} {{n}}"'
        case Kind.EMAIL:
            return 'f"person{n}@example.com"'
        case Kind.URL:
            return 'f"https://example.com/{n}"'
        case Kind.INT:
            return _whole_number(t.minimum, t.maximum)
        case Kind.DECIMAL:
            with localcontext(prec=PRECISION):
                return _decimal(field)
        case Kind.BOOL:
            return "n % 2 == 1"
        case Kind.DATE:
            return "dt.date(2026, 1, 1) + dt.timedelta(days=n)"
        case Kind.DATETIME:
            return "dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=n)"
        case Kind.UUID | Kind.REF:
            return "UUID(int=n)"
        case Kind.ENUM:
            only, *others = (f"{field.enum}.{member.upper()}" for member in t.members)
            return f"list({field.enum})[n % {len(t.members)}]" if others else only
        case Kind.MONEY:
            return f'Money(Decimal({_zero(t.places, "10")}) + n, "EUR")'


def json_example(field: PrintedField) -> str:
    """The same value as JSON has it, in a dictionary of Python."""
    match field.type.kind:
        case Kind.DECIMAL if field.is_fine:
            return f'format({example(field)}, "f")'
        case Kind.DECIMAL | Kind.UUID | Kind.REF:
            return f"str({example(field)})"
        case Kind.DATE:
            return f"({example(field)}).isoformat()"
        case Kind.DATETIME:
            return f'({example(field)}).isoformat().replace("+00:00", "Z")'
        case Kind.MONEY:
            zero = _zero(field.type.places, "10")
            return f'{{"amount": str(Decimal({zero}) + n), "currency": "EUR"}}'
        case Kind.ENUM:
            return _turns(field.type.members)
        case _:
            return example(field)


def distinct(field: PrintedField) -> int:
    """How many examples differ; at least as many as any test needs, where there is no end of them."""
    nodes = list(ast.walk(ast.parse(example(field), mode="eval")))
    if not any(isinstance(node, ast.Name) and node.id == "n" for node in nodes):
        return 1
    turns = [
        node.right for node in nodes if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)
    ]
    return int(ast.literal_eval(turns[0])) if turns else _SPAN


def row_examples(field: PrintedField) -> list[tuple[str, str]]:
    """The same value as a row has it: each of its columns, with an expression."""
    if field.type.kind is not Kind.MONEY:
        return [(field.name, example(field))]
    amount, currency = field.row_names
    return [(amount, f"Decimal({_zero(field.type.places, '10')}) + n"), (currency, '"EUR"')]


def json_default(field: PrintedField) -> str:
    """The default as JSON shows it; empty where the clock gives it."""
    default = field.field.default
    match default:
        case Moment() | None:
            return ""
        case MoneyLiteral():
            amount = plain(exact(default.amount, field.type.places))
            return f'{{"amount": "{amount}", "currency": "{default.currency}"}}'
        case Decimal():
            return f'"{plain(exact(default, field.type.places))}"'
        case str() if field.type.kind is Kind.DATETIME:
            return repr(datetime.fromisoformat(default).isoformat().replace("+00:00", "Z"))
        case _:
            return repr(default)


def graphql_example(field: PrintedField) -> str:
    """The same value as a variable of GraphQL."""
    if field.type.kind is Kind.ENUM:
        return _turns([member.upper() for member in field.type.members])
    return json_example(field)


def graphql_default(field: PrintedField) -> str:
    """The default as GraphQL shows it; empty where the clock gives it."""
    default = json_default(field)
    return default.upper() if field.type.kind is Kind.ENUM else default


def refused(field: PrintedField) -> list[Refused]:
    """Values that the field must refuse, each for a reason of its own."""
    t = field.type
    match t.kind:
        case Kind.STR | Kind.TEXT:
            return _refused_texts(field)
        case Kind.EMAIL:
            return [_same("no address", "nobody")]
        case Kind.URL:
            return [_same("no address", "nowhere")]
        case Kind.INT:
            least = INT_MIN if t.minimum is None else t.minimum
            most = INT_MAX if t.maximum is None else t.maximum
            return [_same("too small", least - 1), _same("too large", most + 1)]
        case Kind.DECIMAL:
            with localcontext(prec=PRECISION):
                return _refused_decimals(field)
        case Kind.DATETIME:
            return [
                Refused(
                    "no time zone",
                    'dt.datetime.fromisoformat("2026-01-01T00:00:00")',
                    '"2026-01-01T00:00:00"',
                )
            ]
        case Kind.MONEY:
            amount = f"1{'0' * (MONEY_DIGITS - (t.places or 0))}"
            return [
                Refused(
                    "too large",
                    f'Money(Decimal({amount}), "EUR")',
                    f'{{"amount": "{amount}", "currency": "EUR"}}',
                )
            ]
        case Kind.BOOL:
            return [Refused("no truth value", "", '"perhaps"')]
        case Kind.DATE:
            return [Refused("no date", "", '"2026-02-30"')]
        case Kind.UUID | Kind.REF:
            return [Refused("no id", "", '"7"')]
        case Kind.ENUM:
            return [Refused("no member", "", '"something else"')]


def _same(why: str, value: Any) -> Refused:
    return Refused(why, repr(value), repr(value))


def _text(field: PrintedField) -> str:
    t = field.type
    assert t.max_length is not None
    if t.pattern is not None:
        found = matching(t.pattern, t.min_length, t.max_length, _PATTERN_EXAMPLES)
        return _turns(found)
    label = f"{field.words} "
    if len(label) + 5 <= t.max_length:
        text = f'f"{label}{{n}}"'
        short = len(label) + 1
    else:
        digits = min(t.max_length, 4)
        text = f"str(n % {10**digits})"
        short = 1
    return text if t.min_length <= short else f'({text}).rjust({t.min_length}, "x")'


def _turns(texts: Sequence[str]) -> str:
    """Each of the texts in turn."""
    return repr(texts[0]) if len(texts) == 1 else f"{list(texts)!r}[n % {len(texts)}]"


def _whole_number(minimum: Any, maximum: Any) -> str:
    if minimum is None:
        minimum = min(0, maximum - _SPAN) if maximum is not None else 0
    if maximum is None or maximum - minimum >= _SPAN:
        return f"{minimum} + n" if minimum else "n"
    if maximum == minimum:
        return str(minimum)
    return f"{minimum} + n % {maximum - minimum + 1}" if minimum else f"n % {maximum + 1}"


def _decimal(field: PrintedField) -> str:
    t = field.type
    assert t.digits is not None
    assert t.places is not None
    step = Decimal(1).scaleb(-t.places)
    largest = Decimal(10) ** (t.digits - t.places) - step
    least = Decimal(t.minimum) if t.minimum is not None else min(Decimal(0), _most(t, largest))
    span = _most(t, largest) - least
    if span >= 1:
        stride, count = Decimal(1), min(int(span), _SPAN) + 1
    else:
        stride, count = step, int(span / step) + 1
    base = decimal(least.quantize(step))
    if count == 1:
        return base
    times = f"n % {count}"
    return f"{base} + {times}" if stride == 1 else f"{base} + {times} * {decimal(stride)}"


def _most(t: Any, largest: Decimal) -> Decimal:
    return largest if t.maximum is None else Decimal(t.maximum)


def _refused_texts(field: PrintedField) -> list[Refused]:
    t = field.type
    # PostgreSQL stores no NUL, and a lone surrogate has no encoding
    values = [_same("a NUL", "\0")]
    if t.max_length is not None:
        values.append(Refused("too long", f'"x" * {t.max_length + 1}', f'"x" * {t.max_length + 1}'))
    if t.min_length:
        values.append(
            Refused("too short", f'"x" * {t.min_length - 1}', f'"x" * {t.min_length - 1}')
        )
    if t.pattern is not None:
        for text in ("~~~", "0", "a", "A", "", "\n"):
            fits = t.min_length <= len(text) <= (t.max_length or 0)
            if fits and not re.fullmatch(t.pattern, text):
                values.append(_same("not of the pattern", text))
                break
    return values


def _refused_decimals(field: PrintedField) -> list[Refused]:
    t = field.type
    assert t.digits is not None
    assert t.places is not None
    step = Decimal(1).scaleb(-t.places)
    least = -(Decimal(10) ** (t.digits - t.places)) + step if t.minimum is None else t.minimum
    most = Decimal(10) ** (t.digits - t.places) - step if t.maximum is None else t.maximum
    return [
        _decimal_refused("too small", Decimal(least) - step),
        _decimal_refused("too large", Decimal(most) + step),
        _decimal_refused("no number", Decimal("NaN")),
        _decimal_refused("too many places", Decimal(least).quantize(step) + step / 10),
    ]


def _decimal_refused(why: str, value: Decimal) -> Refused:
    return Refused(why, number(value), f'"{plain(value)}"')


def _zero(places: int | None, whole: str) -> str:
    return f'"{whole}.{"0" * places}"' if places else whole
