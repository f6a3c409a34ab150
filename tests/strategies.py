"""Hypothesis strategies for domain models.

`models()` gives valid models by construction: every name ends in a number of its own, so that none
can meet another.  `tests.model_text.written()` makes a `model.yml` of one.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from decimal import Decimal
from itertools import count
from typing import Any

from extensions.domain_model.elements import Aggregate
from extensions.domain_model.elements import Context
from extensions.domain_model.elements import Entity
from extensions.domain_model.elements import Field
from extensions.domain_model.elements import FieldType
from extensions.domain_model.elements import Kind
from extensions.domain_model.elements import Literal
from extensions.domain_model.elements import Model
from extensions.domain_model.elements import Moment
from extensions.domain_model.elements import MoneyLiteral
from extensions.domain_model.elements import Operation
from extensions.domain_model.elements import Ordering
from extensions.domain_model.elements import Transition
from extensions.domain_model.names import child
from extensions.domain_model.names import pascal
from extensions.domain_model.names import plural
from extensions.domain_model.names import snake
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
Target = tuple[str, str]

NO_LINE = 0
INT_LEAST, INT_MOST = -(2**31), 2**31 - 1
PATTERNS = {
    "[A-Z]{3}": "ABC",
    r"\d+(\.\d+)?": "1.50",
    "[^\"\\\\']*": "it has: no #quote",
    "(yes|no)": "yes",
}
WORDS = ("a", "order", "weekly_interval", "x_y", "practitioner_availability")


def _texts(least: int, most: int) -> st.SearchStrategy[str]:
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.text(characters, min_size=least, max_size=min(most, least + 20))


class _Names:
    """Names, each with a number of its own."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._numbers = count(1)

    def snake(self) -> str:
        return f"{self._draw(st.sampled_from(WORDS))}_{next(self._numbers)}x"

    def pascal(self) -> str:
        return f"{pascal(self._draw(st.sampled_from(WORDS)))}X{next(self._numbers)}"

    def snakes(self, least: int, most: int) -> tuple[str, ...]:
        return tuple(self.snake() for _ in range(self._draw(st.integers(least, most))))


@st.composite
def models(draw: Draw, max_contexts: int = 3, max_aggregates: int = 2) -> Model:
    """A valid model of any shape."""
    names = _Names(draw)
    contexts = {
        names.snake(): [names.pascal() for _ in range(draw(st.integers(0, max_aggregates)))]
        for _ in range(draw(st.integers(0, max_contexts)))
    }
    targets = [(context, name) for context, found in contexts.items() for name in found]
    return Model(
        contexts=tuple(
            Context(
                name=context,
                aggregates=tuple(_aggregate(draw, names, name, targets) for name in found),
                renamed_from=_maybe(draw, names.snake),
                line=NO_LINE,
            )
            for context, found in contexts.items()
        )
    )


def _maybe(draw: Draw, make: Callable[[], str]) -> str | None:
    return make() if draw(st.booleans()) else None


def _some(draw: Draw, words: list[str]) -> tuple[str, ...]:
    """Some of the words, in any order."""
    return tuple(draw(st.lists(st.sampled_from(words), unique=True))) if words else ()


def _aggregate(draw: Draw, names: _Names, name: str, targets: list[Target]) -> Aggregate:
    fields = [_field(draw, names, targets) for _ in range(draw(st.integers(1, 6)))]
    fields, owner = _owned(draw, fields)
    states = names.snakes(0, 4)
    transitions = _transitions(draw, names, name, states)
    left = {source for transition in transitions for source in transition.sources}
    editable = left if draw(st.booleans()) else set(_some(draw, list(states)))
    keys = [field.name for field in fields if field.type.kind not in {Kind.MONEY, Kind.TEXT}]
    required = [each.name for each in fields if each.name in keys and not each.optional]
    joint = [each.name for each in fields if each.name in required and not each.unique]
    operations = draw(st.sets(st.sampled_from(Operation), min_size=1))
    return Aggregate(
        name=name,
        plural=_maybe(draw, names.snake) or plural(snake(name)),
        fields=tuple(fields),
        entities=tuple(_entity(draw, names, name, targets) for _ in range(draw(st.integers(0, 2)))),
        states=states,
        transitions=transitions,
        editable_in=tuple(state for state in states if state in editable),
        unique=(tuple(joint[:2]),) if len(joint) > 1 and draw(st.booleans()) else (),
        operations=tuple(operation for operation in Operation if operation in operations),
        filters=_some(draw, [*keys, *(["status"] if states else [])]),
        order_by=_order_by(draw, [*required, "created_at"]),
        owner=owner,
        renamed_from=_maybe(draw, names.pascal),
        line=NO_LINE,
    )


def _owned(draw: Draw, fields: list[Field]) -> tuple[list[Field], str | None]:
    owners = [
        field.name
        for field in fields
        if field.type.kind is Kind.UUID and not field.optional and field.default is None
    ]
    if not owners or draw(st.booleans()):
        return fields, None
    owner = owners[0]
    owned = [replace(each, immutable=each.immutable or each.name == owner) for each in fields]
    return owned, owner


def _order_by(draw: Draw, keys: list[str]) -> tuple[Ordering, ...]:
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, min_size=1))
    return tuple(Ordering(field=key, descending=draw(st.booleans())) for key in chosen)


def _transitions(
    draw: Draw, names: _Names, aggregate: str, states: tuple[str, ...]
) -> tuple[Transition, ...]:
    found: list[Transition] = []
    targets: set[str] = set()
    for _ in range(draw(st.integers(0, 3)) if states else 0):
        target = draw(st.sampled_from(states))
        sources = draw(st.lists(st.sampled_from(states), unique=True, min_size=1))
        by_default = f"{aggregate}{pascal(target)}"
        named = target in targets or draw(st.booleans())
        event = names.pascal() if named else by_default
        targets.add(target)
        found.append(
            Transition(
                name=names.snake(),
                sources=tuple(sources),
                target=target,
                event=event,
                line=NO_LINE,
            )
        )
    return tuple(found)


def _entity(draw: Draw, names: _Names, aggregate: str, targets: list[Target]) -> Entity:
    name = f"{aggregate if draw(st.booleans()) else ''}{names.pascal()}"[-40:]
    name = name if name[0].isupper() else f"E{name[1:]}"
    fields = [_field(draw, names, targets) for _ in range(draw(st.integers(1, 4)))]
    return Entity(
        name=name,
        plural=_maybe(draw, names.snake) or plural(child(aggregate, name)),
        fields=tuple(
            replace(each, unique=False, immutable=False, index=each.type.kind is Kind.REF)
            for each in fields
        ),
        renamed_from=_maybe(draw, names.pascal),
        line=NO_LINE,
    )


def _field(draw: Draw, names: _Names, targets: list[Target]) -> Field:
    kinds = [kind for kind in Kind if kind is not Kind.REF or targets]
    type_ = _type(draw, names, draw(st.sampled_from(kinds)), targets)
    has_default = type_.kind is not Kind.REF and draw(st.booleans())
    can_be_key = type_.kind not in {Kind.MONEY, Kind.TEXT}
    unique = can_be_key and draw(st.booleans())
    index = can_be_key and (type_.kind is Kind.REF or draw(st.booleans()))
    return Field(
        name=names.snake(),
        type=type_,
        optional=not has_default and draw(st.booleans()),
        unique=unique,
        index=index and not unique,
        immutable=draw(st.booleans()),
        default=draw(_DEFAULTS[type_.kind](type_)) if has_default else None,
        renamed_from=_maybe(draw, names.snake),
        line=NO_LINE,
    )


def _type(draw: Draw, names: _Names, kind: Kind, targets: list[Target]) -> FieldType:
    strategies = {
        Kind.STR: _str_types(),
        Kind.INT: _int_types(),
        Kind.DECIMAL: _decimal_types(),
        Kind.MONEY: st.builds(FieldType, kind=st.just(kind), places=st.integers(0, 8)),
    }
    if kind is Kind.ENUM:
        return FieldType(kind=kind, members=names.snakes(1, 4))
    if kind is Kind.REF:
        return FieldType(kind=kind, target=draw(st.sampled_from(targets)))
    plain: FieldType = draw(strategies.get(kind, st.just(FieldType(kind=kind))))
    return plain


_INTS = st.integers(INT_LEAST, INT_MOST)


@st.composite
def _int_types(draw: Draw) -> FieldType:
    least, most = sorted(draw(st.tuples(_INTS, _INTS)))
    return FieldType(
        kind=Kind.INT,
        minimum=draw(st.sampled_from([None, least])),
        maximum=draw(st.sampled_from([None, most])),
    )


@st.composite
def _str_types(draw: Draw) -> FieldType:
    pattern = draw(st.sampled_from([None, *PATTERNS]))
    length = draw(st.integers(20, 500))
    least = draw(st.integers(0, 3 if pattern else length))
    return FieldType(kind=Kind.STR, max_length=length, min_length=least, pattern=pattern)


@st.composite
def _decimal_types(draw: Draw) -> FieldType:
    digits = draw(st.integers(1, 15))
    places = draw(st.integers(0, digits))
    numbers = _decimals(digits, places)
    least, most = sorted(draw(st.tuples(numbers, numbers)))
    return FieldType(
        kind=Kind.DECIMAL,
        digits=digits,
        places=places,
        minimum=draw(st.sampled_from([None, least])),
        maximum=draw(st.sampled_from([None, most])),
    )


def _decimals(
    digits: int, places: int, least: Decimal | None = None, most: Decimal | None = None
) -> st.SearchStrategy[Decimal]:
    edge = 10**digits - 1
    scaled = st.integers(
        -edge if least is None else int(least.scaleb(places)),
        edge if most is None else int(most.scaleb(places)),
    )
    return scaled.map(lambda number: Decimal(number).scaleb(-places))


def _str_default(type_: FieldType) -> st.SearchStrategy[str]:
    assert type_.max_length is not None
    if type_.pattern is not None:
        return st.just(PATTERNS[type_.pattern])
    return _texts(type_.min_length, type_.max_length)


def _int_default(type_: FieldType) -> st.SearchStrategy[int]:
    least = INT_LEAST if type_.minimum is None else int(type_.minimum)
    most = INT_MOST if type_.maximum is None else int(type_.maximum)
    return st.integers(least, most)


def _decimal_default(type_: FieldType) -> st.SearchStrategy[Decimal]:
    assert type_.digits is not None
    assert type_.places is not None
    least, most = type_.minimum, type_.maximum
    return _decimals(
        type_.digits,
        type_.places,
        None if least is None else Decimal(least),
        None if most is None else Decimal(most),
    )


def _money_default(type_: FieldType) -> st.SearchStrategy[MoneyLiteral]:
    amounts = _decimals(15, type_.places or 0)
    currencies = st.text("ABCXYZ", min_size=3, max_size=3)
    return st.builds(MoneyLiteral, amount=amounts, currency=currencies)


_DEFAULTS: dict[Kind, Callable[[FieldType], st.SearchStrategy[Literal]]] = {
    Kind.STR: _str_default,
    Kind.TEXT: lambda _: _texts(0, 40),
    Kind.EMAIL: lambda _: st.sampled_from(["ada@example.com", "a.b+c@sub.example.org"]),
    Kind.URL: lambda _: st.sampled_from(["https://example.com", "http://a.b:80/c?d=e#f"]),
    Kind.INT: _int_default,
    Kind.DECIMAL: _decimal_default,
    Kind.BOOL: lambda _: st.booleans(),
    Kind.DATE: lambda _: st.just(Moment.TODAY) | st.dates().map(lambda day: day.isoformat()),
    Kind.DATETIME: lambda _: (
        st.just(Moment.NOW)
        | st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.isoformat())
    ),
    Kind.UUID: lambda _: st.uuids().map(str),
    Kind.ENUM: lambda type_: st.sampled_from(type_.members),
    Kind.MONEY: _money_default,
}
