"""The domain model as the template and the tool see it: contexts, aggregates, entities and fields."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """The types that a field can have, by the word that `model.yml` uses."""

    STR = "str"
    TEXT = "text"
    EMAIL = "email"
    URL = "url"
    INT = "int"
    DECIMAL = "decimal"
    BOOL = "bool"
    DATE = "date"
    DATETIME = "datetime"
    UUID = "uuid"
    ENUM = "enum"
    MONEY = "money"
    REF = "ref"


class Operation(StrEnum):
    """What can be done with every aggregate, transitions aside."""

    CREATE = "create"
    GET = "get"
    LIST = "list"
    UPDATE = "update"
    DELETE = "delete"


class Moment(StrEnum):
    """Defaults that the clock gives."""

    NOW = "now"
    TODAY = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLiteral:
    """An amount and the ISO 4217 code of its currency."""

    amount: Decimal
    currency: str


Literal = bool | int | Decimal | str | MoneyLiteral | Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """A type and its arguments; what a type does not take stays at its default here."""

    kind: Kind
    max_length: int | None = None  # str
    min_length: int = 0  # str
    pattern: str | None = None  # str; matches the whole value
    minimum: int | Decimal | None = None  # int, decimal
    maximum: int | Decimal | None = None  # int, decimal
    digits: int | None = None  # decimal
    places: int | None = None  # decimal, money
    members: tuple[str, ...] = ()  # enum
    target: tuple[str, str] | None = None  # ref: context and aggregate


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an aggregate or of an entity.  `line` is where `model.yml` has it, from 1."""

    name: str
    type: FieldType
    optional: bool = False
    unique: bool = False
    index: bool = False
    immutable: bool = False
    default: Literal | None = None
    renamed_from: str | None = None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A child inside the boundary of an aggregate; `plural` is its key there (`OrderLine`: `lines`)."""

    name: str
    plural: str
    fields: tuple[Field, ...]
    renamed_from: str | None = None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A named move between states; `event` is the name of its event's class."""

    name: str
    sources: tuple[str, ...]
    target: str
    event: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """One key of an ordering: a required field of the aggregate, or `created_at`."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """An aggregate root with all that `model.yml` says of it, defaults filled in."""

    name: str
    plural: str
    fields: tuple[Field, ...]
    entities: tuple[Entity, ...] = ()
    states: tuple[str, ...] = ()
    transitions: tuple[Transition, ...] = ()
    editable_in: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    operations: tuple[Operation, ...] = tuple(Operation)
    filters: tuple[str, ...] = ()
    order_by: tuple[Ordering, ...] = (Ordering(field="created_at", descending=True),)
    owner: str | None = None
    renamed_from: str | None = None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A bounded context."""

    name: str
    aggregates: tuple[Aggregate, ...]
    renamed_from: str | None = None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The whole of `model.yml`."""

    contexts: tuple[Context, ...] = ()
