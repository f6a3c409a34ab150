"""Names: how one is made from another, and which ones a model brings about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from .elements import Aggregate
from .elements import Entity
from .elements import Field
from .elements import Kind
from .elements import Operation

MAX_LENGTH = 40
DATABASE_NAME_LENGTH = 30  # Django's limit for indexes and constraints
TABLE_NAME_LENGTH = 63  # PostgreSQL's limit
_DIGEST_LENGTH = 8

_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def is_snake(name: str) -> bool:
    """Whether it is a snake_case name of at most 40 characters, ASCII, without `__`."""
    return len(name) <= MAX_LENGTH and _SNAKE.fullmatch(name) is not None


def is_pascal(name: str) -> bool:
    """Whether it is a PascalCase name of at most 40 characters, ASCII."""
    return len(name) <= MAX_LENGTH and _PASCAL.fullmatch(name) is not None


def snake(name: str) -> str:
    """`OrderLine` as `order_line`."""
    return _WORD_START.sub("_", name).lower()


def pascal(name: str) -> str:
    """`order_line` as `OrderLine`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def words(name: str) -> str:
    """`OrderLine` and `order_line` as `order line`."""
    return snake(name).replace("_", " ")


def slug(name: str) -> str:
    """`order_lines` as an address has it: `order-lines`."""
    return name.replace("_", "-")


def plural(name: str) -> str:
    """The regular English plural of a snake_case name; `plural:` is for all others."""
    if re.search(r"[^aeiou]y$", name):
        return f"{name[:-1]}ies"
    if name.endswith("sis"):
        return f"{name[:-2]}es"
    if name.endswith(("s", "x", "z", "ch", "sh")):
        return f"{name}es"
    return f"{name}s"


def child(aggregate: str, entity: str) -> str:
    """What an entity is called inside its aggregate: `line` for the `OrderLine` of an `Order`."""
    rest = entity.removeprefix(aggregate)
    return snake(rest if rest[:1].isupper() else entity)


def database_name(*parts: str, limit: int = DATABASE_NAME_LENGTH) -> str:
    """The parts joined for an index or a constraint; a long name ends in a digest of the whole."""
    full = "_".join(parts)
    if len(full) <= limit:
        return full
    digest = sha256(full.encode()).hexdigest()[:_DIGEST_LENGTH]
    return f"{full[: limit - _DIGEST_LENGTH - 1].rstrip('_')}_{digest}"


def table_name(context: str, name: str) -> str:
    """The table of an aggregate or entity."""
    return database_name(context, snake(name), limit=TABLE_NAME_LENGTH)


def columns(field: Field) -> tuple[str, ...]:
    """The columns of a field: one, two for money."""
    if field.type.kind is Kind.MONEY:
        return f"{field.name}_amount", f"{field.name}_currency"
    return (field.name,)


@dataclass(frozen=True, slots=True)
class GeneratedName:
    """A name that a model brings about; `origin` says from what, `line` where that stands."""

    name: str
    origin: str
    line: int
    remedy: str = "rename one of them"
    is_given: bool = False  # by the model itself, in these letters


_AGGREGATE_SHAPES = (
    "{}Changes",
    "{}View",
    "{}Repository",
    "{}Queries",
    "{}Model",
    "{}Admin",
    "{}Factory",
    "{}ModelFactory",
    "{}RowFactory",
    "{}Endpoint",
    "{}CollectionEndpoint",
    "{}Connection",
    "{}Columns",
    "{}Views",
    "{}Rows",
    "{}Events",
    "{}Errors",
    "{}UseCases",
    "Django{}Repository",
    "Django{}Queries",
    "Fake{}Repository",
    "Fake{}Queries",
)
_ENTITY_SHAPES = (
    "{}View",
    "{}Model",
    "New{}",
    "{}Change",
    "{}Input",
    "New{}Input",
    "{}ChangeInput",
    "{}Inline",
    "{}Views",
    "{}Rows",
    "{}Factory",
    "{}ModelFactory",
    "{}RowFactory",
)
_EVENTS = {
    Operation.CREATE: "Created",
    Operation.UPDATE: "Updated",
    Operation.DELETE: "Deleted",
}


def generated_class_names(aggregate: Aggregate) -> tuple[GeneratedName, ...]:
    """The classes (and, in PascalCase, the modules) that an aggregate brings about."""
    return (
        *_own_classes(aggregate),
        *(name for entity in aggregate.entities for name in _entity_classes(entity)),
        *_errors(aggregate),
        *_use_cases(aggregate),
        *_transition_classes(aggregate),
    )


def _own_classes(aggregate: Aggregate) -> Iterator[GeneratedName]:
    name, line = aggregate.name, aggregate.line
    yield GeneratedName(name, f"the aggregate {name}", line, is_given=True)
    for shape in (*_AGGREGATE_SHAPES, *(("{}Status",) if aggregate.states else ())):
        yield GeneratedName(shape.format(name), f"a class of the aggregate {name}", line)
    yield from _enums(name, aggregate.fields)


def _entity_classes(entity: Entity) -> Iterator[GeneratedName]:
    name, line = entity.name, entity.line
    yield GeneratedName(name, f"the entity {name}", line, is_given=True)
    for shape in _ENTITY_SHAPES:
        yield GeneratedName(shape.format(name), f"a class of the entity {name}", line)
    yield from _enums(name, entity.fields)


def _enums(owner: str, fields: tuple[Field, ...]) -> Iterator[GeneratedName]:
    for field in fields:
        if field.type.kind is Kind.ENUM:
            origin = f"the values of {owner}.{field.name}"
            yield GeneratedName(f"{owner}{pascal(field.name)}", origin, field.line)


def _errors(aggregate: Aggregate) -> Iterator[GeneratedName]:
    name = aggregate.name
    for field in aggregate.fields:
        if field.unique:
            origin = f"the error of the unique field {name}.{field.name}"
            yield GeneratedName(f"{name}{pascal(field.name)}Taken", origin, field.line)
    for group in aggregate.unique:
        origin = f"the error of the unique fields {', '.join(group)} of {name}"
        error = f"{name}{''.join(pascal(field) for field in group)}Taken"
        yield GeneratedName(error, origin, aggregate.line)


def _use_cases(aggregate: Aggregate) -> Iterator[GeneratedName]:
    for operation in aggregate.operations:
        origin = f"the operation {operation} of {aggregate.name}"
        many = operation is Operation.LIST
        subject = pascal(aggregate.plural) if many else aggregate.name
        yield from _use_case(pascal(operation) + subject, origin, aggregate.line)
        if operation in _EVENTS:
            event = f"{aggregate.name}{_EVENTS[operation]}"
            yield GeneratedName(event, f"the event of {origin}", aggregate.line)


def _transition_classes(aggregate: Aggregate) -> Iterator[GeneratedName]:
    for transition in aggregate.transitions:
        origin = f"the transition {transition.name} of {aggregate.name}"
        name = f"{pascal(transition.name)}{aggregate.name}"
        yield from _use_case(name, origin, transition.line)
        remedy = "name its event: `{from: [...], to: ..., event: ...}`"
        yield GeneratedName(transition.event, f"the event of {origin}", transition.line, remedy)


def _use_case(name: str, origin: str, line: int) -> Iterator[GeneratedName]:
    for suffix in ("", "Handler", "Input", "Endpoint"):
        yield GeneratedName(f"{name}{suffix}", origin, line)


def generated_relation_names(context: str, aggregate: Aggregate) -> Iterator[GeneratedName]:
    """Tables and indexes, those of unique constraints included: a database keeps them in one space.

    Names are listed for more indexes than there will be, never for fewer.
    """
    yield from _aggregate_relations(context, aggregate)
    yield from _unique_constraints(context, aggregate)
    parent = snake(aggregate.name)
    for entity in aggregate.entities:
        table = table_name(context, entity.name)
        yield GeneratedName(table, f"the table of {entity.name}", entity.line)
        index = database_name(table, parent, "position")
        yield GeneratedName(index, f"an index of {entity.name}", entity.line)
        yield from _indexes(table, entity.name, entity.fields)


def generated_constraint_names(context: str, aggregate: Aggregate) -> Iterator[GeneratedName]:
    """Constraints, which Django keeps in one space; listed for every field, checked or not."""
    name = aggregate.name
    table = table_name(context, name)
    yield from _unique_constraints(context, aggregate)
    yield from _checks(table, name, aggregate.fields)
    for entity in aggregate.entities:
        yield from _checks(table_name(context, entity.name), entity.name, entity.fields)


def _aggregate_relations(context: str, aggregate: Aggregate) -> Iterator[GeneratedName]:
    name, line = aggregate.name, aggregate.line
    table = table_name(context, name)
    yield GeneratedName(table, f"the table of {name}", line)
    for first in ("default", aggregate.owner):
        if first:
            yield GeneratedName(database_name(table, first, "order"), f"an index of {name}", line)
    yield from _indexes(table, name, aggregate.fields)


def _unique_constraints(context: str, aggregate: Aggregate) -> Iterator[GeneratedName]:
    table = table_name(context, aggregate.name)
    for field in aggregate.fields:
        if field.unique:
            origin = f"the unique constraint of {aggregate.name}.{field.name}"
            yield GeneratedName(database_name(table, field.name, "unique"), origin, field.line)
    for group in aggregate.unique:
        origin = f"the unique constraint of {aggregate.name} on {', '.join(group)}"
        yield GeneratedName(database_name(table, *group, "unique"), origin, aggregate.line)


def _indexes(table: str, owner: str, fields: tuple[Field, ...]) -> Iterator[GeneratedName]:
    for field in fields:
        if field.index:
            origin = f"the index of {owner}.{field.name}"
            yield GeneratedName(database_name(table, field.name, "index"), origin, field.line)


def _checks(table: str, owner: str, fields: tuple[Field, ...]) -> Iterator[GeneratedName]:
    for field in fields:
        origin = f"the constraint of {owner}.{field.name}"
        yield GeneratedName(database_name(table, field.name), origin, field.line)
