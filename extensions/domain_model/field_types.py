"""What a type and its arguments mean, and which defaults it takes."""

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .elements import FieldType
from .elements import Kind
from .faults import did_you_mean
from .grammar import Argument
from .grammar import Sort
from .grammar import Token
from .grammar import TypeSpec
from .names import is_pascal
from .names import is_snake
from .patterns import matching
from .patterns import nesting

MAX_LENGTH = 10_000
MAX_DIGITS = 38  # SQLite keeps 15 of them exactly, PostgreSQL all
MAX_MONEY_DIGITS = 15
MAX_MONEY_PLACES = 8
MAX_NUMBER_LENGTH = 20
MAX_NESTING = 20  # of groups in a pattern, which are walked by functions that call themselves
INT_BOUNDS = (-(2**31), 2**31 - 1)

Note = Callable[[str], None]  # takes the message of a fault


@dataclass(frozen=True, slots=True)
class _Parameter:
    """An argument that a type takes; the positional ones are required, the others are not."""

    name: str
    sort: Sort
    positional: bool = False


_PARAMETERS: dict[Kind, tuple[_Parameter, ...]] = {
    Kind.STR: (
        _Parameter("length", Sort.NUMBER, positional=True),
        _Parameter("min", Sort.NUMBER),
        _Parameter("pattern", Sort.TEXT),
    ),
    Kind.INT: (_Parameter("min", Sort.NUMBER), _Parameter("max", Sort.NUMBER)),
    Kind.DECIMAL: (
        _Parameter("digits", Sort.NUMBER, positional=True),
        _Parameter("places", Sort.NUMBER, positional=True),
        _Parameter("min", Sort.NUMBER),
        _Parameter("max", Sort.NUMBER),
    ),
    Kind.MONEY: (_Parameter("places", Sort.NUMBER),),
    Kind.REF: (_Parameter("target", Sort.WORD, positional=True),),
}

_USAGE = {
    Kind.STR: 'str(20), str(20, min=1) or str(20, pattern="[A-Z]+")',
    Kind.INT: "int or int(min=1, max=10)",
    Kind.DECIMAL: "decimal(8, 2) or decimal(8, 2, min=0, max=100)",
    Kind.ENUM: "enum(small, large)",
    Kind.MONEY: "money or money(places=2)",
    Kind.REF: "ref(context.Aggregate)",
}

_OTHER_WORDS = {
    "boolean": Kind.BOOL,
    "char": Kind.STR,
    "choice": Kind.ENUM,
    "float": Kind.DECIMAL,
    "foreignkey": Kind.REF,
    "integer": Kind.INT,
    "number": Kind.INT,
    "numeric": Kind.DECIMAL,
    "string": Kind.STR,
    "timestamp": Kind.DATETIME,
    "varchar": Kind.STR,
}


def read_type(spec: TypeSpec, note: Note) -> FieldType | None:
    """The meaning of a type; None, and a note of each fault, if it has none."""
    if spec.name not in set(Kind):
        other = _OTHER_WORDS.get(spec.name.lower())
        remedy = f"write {usage(other)}" if other else did_you_mean(spec.name, list(Kind))
        note(f"there is no type `{spec.name}`; {remedy}")
        return None
    kind = Kind(spec.name)
    if kind is Kind.ENUM:
        return _enum(spec.arguments, note)
    arguments = _arguments(kind, spec.arguments, note)
    if arguments is None:
        return None
    reader = _READERS.get(kind)
    return reader(arguments, note) if reader else FieldType(kind=kind)


def usage(kind: Kind) -> str:
    """How a type is written, for the end of a message."""
    return _USAGE.get(kind, kind.value)


def _arguments(kind: Kind, arguments: tuple[Argument, ...], note: Note) -> dict[str, Token] | None:
    """The arguments by the names of their parameters; None, and notes, if they do not fit."""
    parameters = _PARAMETERS.get(kind, ())
    by_name = {each.name: each for each in parameters if not each.positional}
    missing = [each for each in parameters if each.positional]
    found: dict[str, Token] = {}
    problems: list[str] = []
    for argument in arguments:
        name, value = argument.keyword, argument.value
        if name is None and missing:
            parameter = missing.pop(0)
        elif name in by_name:
            parameter = by_name[name]
        else:
            given = f"`{name}=`" if name else str(value)
            problems.append(f"`{kind}` takes no argument {given}")
            continue
        if parameter.name in found:
            problems.append(f"`{kind}` has `{parameter.name}=` twice")
        elif value.sort is not parameter.sort:
            problems.append(f"`{kind}` can not have {value} as its {parameter.name}")
        found[parameter.name] = value
    if missing and not problems:
        problems.append(f"`{kind}` needs its {' and '.join(each.name for each in missing)}")
    for problem in problems:
        note(f"{problem}; write {usage(kind)}")
    return None if problems else found


def _str(arguments: dict[str, Token], note: Note) -> FieldType | None:
    length = count_of(arguments["length"], "the length of `str`", 1, MAX_LENGTH, note)
    least = 0
    if "min" in arguments and length is not None:
        what = f"`min` of `str({length})`"
        least = count_of(arguments["min"], what, 0, length, note) or 0
    pattern = arguments["pattern"].text if "pattern" in arguments else None
    if pattern is not None and not _is_usable(pattern, note):
        return None
    if length is None:
        return None
    if pattern is not None and not matching(pattern, least, length, 1):
        note(
            f"no text of {least} to {length} characters was found that the pattern matches, and the"
            " tests of the service need one; write a simpler pattern"
        )
        return None
    return FieldType(kind=Kind.STR, max_length=length, min_length=least, pattern=pattern)


def _is_usable(pattern: str, note: Note) -> bool:
    if nesting(pattern) > MAX_NESTING:
        note(f"the pattern is nested deeper than {MAX_NESTING} levels; write a simpler one")
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
            # as a part of a longer one, where flags of its own have no place
            re.compile(rf"\A(?:{pattern})\Z")
    except (re.error, RecursionError, OverflowError, Warning) as error:
        note(f"the pattern is not a regular expression: {error}")
        return False
    return True


def _int(arguments: dict[str, Token], note: Note) -> FieldType | None:
    least = _bound(arguments, "min", INT_BOUNDS, note)
    most = _bound(arguments, "max", INT_BOUNDS, note)
    if least is not None and most is not None and least > most:
        note(f"`min` ({least}) is greater than `max` ({most}); exchange them")
        return None
    return FieldType(kind=Kind.INT, minimum=least, maximum=most)


def _bound(
    arguments: dict[str, Token], name: str, within: tuple[int, int], note: Note
) -> int | None:
    if name not in arguments:
        return None
    return count_of(arguments[name], f"`{name}` of `int`", *within, note)


def _decimal(arguments: dict[str, Token], note: Note) -> FieldType | None:
    digits = count_of(arguments["digits"], "the digits of `decimal`", 1, MAX_DIGITS, note)
    if digits is None:
        return None
    what = f"the places of `decimal` (all {digits} digits counted)"
    places = count_of(arguments["places"], what, 0, digits, note)
    if places is None:
        return None
    bounds: dict[str, Decimal | None] = {"min": None, "max": None}
    for name in bounds.keys() & arguments.keys():
        bounds[name] = decimal_of(arguments[name], f"`{name}`", digits, places, note)
    least, most = bounds["min"], bounds["max"]
    if least is not None and most is not None and least > most:
        note(f"`min` ({least}) is greater than `max` ({most}); exchange them")
        return None
    return FieldType(kind=Kind.DECIMAL, digits=digits, places=places, minimum=least, maximum=most)


def _money(arguments: dict[str, Token], note: Note) -> FieldType | None:
    if "places" not in arguments:
        return FieldType(kind=Kind.MONEY, places=2)
    places = count_of(arguments["places"], "the places of `money`", 0, MAX_MONEY_PLACES, note)
    return None if places is None else FieldType(kind=Kind.MONEY, places=places)


def _ref(arguments: dict[str, Token], note: Note) -> FieldType | None:
    target = arguments["target"].text
    context, _, aggregate = target.partition(".")
    if not is_snake(context) or not is_pascal(aggregate):
        note(f"`ref` needs a context and an aggregate, not `{target}`; write {usage(Kind.REF)}")
        return None
    return FieldType(kind=Kind.REF, target=(context, aggregate))


_READERS = {
    Kind.STR: _str,
    Kind.INT: _int,
    Kind.DECIMAL: _decimal,
    Kind.MONEY: _money,
    Kind.REF: _ref,
}


def _enum(arguments: tuple[Argument, ...], note: Note) -> FieldType | None:
    if not arguments:
        note(f"`enum` needs its members; write {usage(Kind.ENUM)}")
        return None
    members: list[str] = []
    problems: list[str] = []
    for argument in arguments:
        member = argument.value.text
        if argument.keyword is not None:
            problems.append(f"`enum` takes no argument `{argument.keyword}=`")
        elif argument.value.sort is not Sort.WORD or not is_snake(member):
            problems.append(f"the member {argument.value} must be snake_case, a letter first")
        elif member in members:
            problems.append(f"the member `{member}` is there twice; remove one")
        else:
            members.append(member)
    for problem in problems:
        note(problem)
    return None if problems else FieldType(kind=Kind.ENUM, members=tuple(members))


def count_of(token: Token, what: str, least: int, most: int, note: Note) -> int | None:
    """A whole number in a range; None, and a note, if it is none."""
    if token.sort is Sort.NUMBER and "." not in token.text and len(token.text) < MAX_NUMBER_LENGTH:
        number = int(token.text)
        if least <= number <= most:
            return number
    note(f"{what} must be a whole number from {least:,} to {most:,}, not {token}")
    return None


def decimal_of(token: Token, what: str, digits: int, places: int, note: Note) -> Decimal | None:
    """A number that fits so many digits; None, and a note, if it does not."""
    if token.sort is Sort.NUMBER and len(token.text) < MAX_NUMBER_LENGTH:
        number = Decimal(token.text)
        scaled = number.scaleb(places)
        if scaled == scaled.to_integral_value() and abs(scaled) < 10**digits:
            return number + 0  # without the sign of a negative zero
    fits = f"{digits} digits, {places} of them behind the point"
    note(f"{what} must be a number of at most {fits}, not {token}")
    return None
