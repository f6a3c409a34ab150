"""Names in the GraphQL schema, where all contexts meet."""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import count

from ..domain_model.elements import Aggregate
from ..domain_model.elements import Context
from ..domain_model.elements import Entity
from ..domain_model.elements import Kind
from ..domain_model.names import pascal
from ..domain_model.names import snake

_TYPES_OF_ALL = [
    "Boolean",
    "Date",
    "DateTime",
    "Decimal",
    "Float",
    "ID",
    "Int",
    "Money",
    "MoneyInput",
    "Mutation",
    "PageInfo",
    "Query",
    "String",
    "Subscription",
    "UUID",
]
_QUERIES_OF_ALL = ("viewer",)
# what the resolver of a list names itself
_PARAMETERS = frozenset(
    ["after", "first", "info", "order_by", "paging", "query", "reading", "root", "self", "use_case"]
)
_ARGUMENTS = frozenset({"after", "first"})

Prefixes = Mapping[tuple[str, str], str]  # by the names of context and aggregate


def camel(name: str) -> str:
    """`order_line` as `orderLine`: as Strawberry does it."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def prefixes(contexts: Iterable[Context]) -> Prefixes:
    """What stands before the names of each aggregate; nothing, unless an earlier one has such a name.

    A context that is added behind the others changes no name of theirs.
    """
    taken = {("type", name) for name in _TYPES_OF_ALL} | {
        ("query", name) for name in _QUERIES_OF_ALL
    }
    found = {}
    for context in contexts:
        for aggregate in context.aggregates:
            prefix, names = next(
                (prefix, names)
                for prefix in _candidates(context.name)
                if not (names := set(_names(aggregate, prefix))) & taken
            )
            taken |= names
            found[context.name, aggregate.name] = prefix
    return found


def _candidates(context: str) -> Iterator[str]:
    yield ""
    yield f"{context}_"
    yield from (f"{context}{number}_" for number in count(2))


def _names(aggregate: Aggregate, prefix: str) -> Iterator[tuple[str, str]]:
    """All that an aggregate brings about; names are listed for more than there may be, never for less."""
    one, many = snake(aggregate.name), aggregate.plural
    yield "query", camel(prefix + one)
    yield "query", camel(prefix + many)
    for verb in ("create", "update", "delete", *(each.name for each in aggregate.transitions)):
        yield "mutation", camel(f"{verb}_{prefix}{one}")
    shapes = ["{}", "{}Connection", "Create{}Input", "Update{}Input", "{}Status"]
    yield from _types(aggregate, prefix, shapes)
    for entity in aggregate.entities:
        yield from _types(entity, prefix, ["{}", "New{}Input", "{}ChangeInput"])


def _types(
    owner: Aggregate | Entity, prefix: str, shapes: Iterable[str]
) -> Iterator[tuple[str, str]]:
    name = type_name(prefix, owner.name)
    yield from (("type", shape.format(name)) for shape in shapes)
    for field in owner.fields:
        if field.type.kind is Kind.ENUM:
            yield "type", f"{name}{pascal(field.name)}"


def type_name(prefix: str, name: str) -> str:
    """`BillingOrder` for the prefix `billing_`."""
    return f"{pascal(prefix.rstrip('_'))}{name}"


def field_names(names: Iterable[str]) -> dict[str, str]:
    """The GraphQL names of fields; of two that would meet in camelCase (`a1`, `a_1`) the later one gets a `_` behind."""
    found: dict[str, str] = {}
    for name in names:
        spelled = camel(name)
        while spelled in found.values():
            spelled += "_"
        found[name] = spelled
    return found


def arguments(filters: Collection[str]) -> dict[str, tuple[str, str]]:
    """The filters of a list as parameters of its resolver, and as arguments in the schema."""
    spelled = field_names(filters)
    return {
        name: (
            f"by_{name}" if name in _PARAMETERS else name,
            camel(f"by_{name}") if spelled[name] in _ARGUMENTS else spelled[name],
        )
        for name in filters
    }


def is_camel(name: str, spelled: str) -> bool:
    """Whether Strawberry would spell the name so by itself."""
    return camel(name) == spelled
