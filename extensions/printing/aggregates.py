"""How aggregates and their transitions are printed: the names that follow from theirs."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..domain_model.elements import Aggregate
from ..domain_model.elements import Kind
from ..domain_model.elements import Operation
from ..domain_model.elements import Transition
from ..domain_model.names import database_name
from ..domain_model.names import pascal
from ..domain_model.names import slug
from ..domain_model.names import snake
from ..domain_model.names import table_name
from .entities import Fielded
from .entities import PrintedEntity
from .examples import Refused
from .examples import distinct
from .fields import GRAPHQL_TYPES
from .fields import Constraint
from .fields import PrintedField
from .graphql_names import arguments
from .graphql_names import camel
from .graphql_names import is_camel
from .graphql_names import type_name
from .prose import enumerated


@dataclass(frozen=True)
class UniqueRule:
    """A combination of fields that no two aggregates share, and the error that says so."""

    aggregate: str
    fields: tuple[PrintedField, ...]
    constraint: str

    @property
    def error(self) -> str:
        return f"{self.aggregate}{''.join(pascal(field.name) for field in self.fields)}Taken"

    @property
    def code(self) -> str:
        return snake(self.error)

    @property
    def names(self) -> list[str]:
        return [field.name for field in self.fields]

    @property
    def words(self) -> str:
        return enumerated(tuple(self.names), "and")


class UseCase(NamedTuple):
    """The module of a use case, which is also its name in `composition`, and the classes there."""

    module: str
    command: str

    @property
    def handler(self) -> str:
        return f"{self.command}Handler"


@dataclass(frozen=True, slots=True)
class GraphQLFilter:
    """A filter of a list: its name in the use case, in the resolver and in the schema, and its type here and there.

    `check` is a call with a hole for the value; empty where the type alone says enough.
    """

    name: str
    parameter: str
    argument: str
    annotation: str
    type: str
    check: str

    @property
    def declaration(self) -> str:
        """The parameter of the resolver."""
        kind = f"{self.annotation} | None"
        if not is_camel(self.parameter, self.argument):
            kind = f'Annotated[{kind}, strawberry.argument(name="{self.argument}")]'
        return f"{self.parameter}: {kind} = None"

    @property
    def value(self) -> str:
        """The value for the use case."""
        return self.check.replace("{value}", self.parameter, 1) or self.parameter


@dataclass(frozen=True)
class PrintedTransition:
    """A transition and its use case."""

    transition: Transition
    aggregate: "PrintedAggregate"

    @property
    def name(self) -> str:
        return self.transition.name

    @property
    def words(self) -> str:
        return self.name.replace("_", " ")

    @property
    def slug(self) -> str:
        return slug(self.name)

    @property
    def event(self) -> str:
        return self.transition.event

    @property
    def sources(self) -> list[str]:
        return [source.upper() for source in self.transition.sources]

    @property
    def refusable(self) -> bool:
        """Whether there is a state in which it is refused."""
        return len(self.sources) < len(self.aggregate.states)

    @property
    def target(self) -> str:
        return self.transition.target.upper()

    @property
    def moves(self) -> str:
        sources = enumerated(self.transition.sources, "or")
        return f"from {sources} to {self.transition.target.replace('_', ' ')}"

    @property
    def module(self) -> str:
        """Of the use case, and the name of its function in `composition`."""
        return f"{self.name}_{self.aggregate.snake}"

    @property
    def command(self) -> str:
        return f"{pascal(self.name)}{self.aggregate.name}"


@dataclass(frozen=True)
class PrintedAggregate(Fielded):
    """An aggregate root."""

    element: Aggregate
    context: str

    @property
    def slug(self) -> str:
        """Its place in addresses."""
        return slug(self.plural)

    @property
    def collection(self) -> str:
        return pascal(self.plural)

    @property
    def status(self) -> str:
        return f"{self.name}Status"

    @cached_property
    def entities(self) -> list[PrintedEntity]:
        return [
            PrintedEntity(
                entity,
                table_name(self.context, entity.name),
                self.graphql_prefix,
                self.context,
                self.name,
            )
            for entity in self.element.entities
        ]

    @property
    def entities_words(self) -> str:
        return enumerated(tuple(entity.plural for entity in self.entities), "and")

    # states

    @property
    def states(self) -> list[tuple[str, str]]:
        return [(state.upper(), state) for state in self.element.states]

    @property
    def states_words(self) -> str:
        return enumerated(self.element.states, "or")

    @property
    def initial(self) -> str:
        return self.element.states[0].upper()

    @cached_property
    def transitions(self) -> list[PrintedTransition]:
        return [PrintedTransition(each, self) for each in self.element.transitions]

    @property
    def refusable(self) -> tuple[PrintedTransition, str] | None:
        """A transition, and a state in which it is refused; None where there is no such pair."""
        pairs = (
            (transition, state)
            for transition in self.transitions
            for state, _ in self.states
            if state not in transition.sources
        )
        return next(pairs, None)

    @property
    def racing(self) -> PrintedTransition | None:
        """A transition that only one of two at once can make."""
        return next((each for each in self.transitions if each.target not in each.sources), None)

    @property
    def editable_in(self) -> list[str]:
        return [state.upper() for state in self.element.editable_in]

    @property
    def editable_words(self) -> str:
        return enumerated(self.element.editable_in, "or") if self.element.editable_in else ""

    @property
    def ever_editable(self) -> bool:
        return not self.states or bool(self.editable_in)

    @property
    def editable_state(self) -> str:
        """A state in which it can be edited, the initial one if possible."""
        return self.initial if self.initial in self.editable_in else self.editable_in[0]

    @property
    def edited(self) -> str:
        """The state of one that tests edit, as an argument; empty where a new one will do."""
        if not (self.updates or self.deletes) or not self.states:
            return ""
        state = self.editable_state
        return "" if state == self.initial else f"status={self.status}.{state}"

    @property
    def closed_state(self) -> str:
        """A state in which it can not be edited; empty if there is none."""
        return next((state for state, _ in self.states if state not in self.editable_in), "")

    @property
    def guarded(self) -> bool:
        """Whether there is a state in which it can not be edited."""
        return bool(self.states) and len(self.editable_in) < len(self.states)

    @property
    def refused_changes(self) -> list[tuple[str, Refused]]:
        """What an update must not say: fields with a value that the domain refuses."""
        refused = ((field.name, self.refused(field)) for field in self.mutable_fields)
        pairs = ((name, each) for name, values in refused for each in values if each.python)
        return list({name: (name, each) for name, each in pairs}.values())

    # operations

    def _has(self, operation: Operation) -> bool:
        return operation in self.element.operations

    @property
    def creates(self) -> bool:
        return self._has(Operation.CREATE)

    @property
    def gets(self) -> bool:
        return self._has(Operation.GET)

    @property
    def lists(self) -> bool:
        return self._has(Operation.LIST)

    @property
    def updates(self) -> bool:
        """Where nothing may ever change there is nothing to update."""
        changeable = bool(self.mutable_fields or self.entities)
        return self._has(Operation.UPDATE) and changeable and self.ever_editable

    @property
    def deletes(self) -> bool:
        return self._has(Operation.DELETE) and self.ever_editable

    @property
    def reading(self) -> list[str]:
        """The use cases that show it."""
        return [
            *([f"get_{self.snake}"] if self.gets else []),
            *([f"list_{self.plural}"] if self.lists else []),
        ]

    @property
    def changing(self) -> list[str]:
        """The use cases that load it in order to change it."""
        return [
            *([f"update_{self.snake}"] if self.updates else []),
            *([f"delete_{self.snake}"] if self.deletes else []),
            *(transition.module for transition in self.transitions),
        ]

    @property
    def use_cases(self) -> list[UseCase]:
        """All that can be done with it."""
        commands = {
            f"create_{self.snake}": f"Create{self.name}",
            f"get_{self.snake}": f"Get{self.name}",
            f"list_{self.plural}": f"List{self.collection}",
            f"update_{self.snake}": f"Update{self.name}",
            f"delete_{self.snake}": f"Delete{self.name}",
            **{each.module: each.command for each in self.transitions},
        }
        modules = [f"create_{self.snake}"] if self.creates else []
        modules += [*self.reading, *self.changing]
        return [UseCase(module, commands[module]) for module in modules]

    @property
    def single_use_cases(self) -> list[UseCase]:
        """Those that a request for one of them, and no more than that, can ask for."""
        names = {f"{operation}_{self.snake}" for operation in ("get", "update", "delete")}
        return [each for each in self.use_cases if each.module in names]

    @property
    def stored(self) -> bool:
        """Whether any use case needs its repository."""
        return self.creates or bool(self.changing)

    @property
    def read(self) -> bool:
        """Whether any use case needs its queries."""
        return bool(self.reading)

    @property
    def events(self) -> list[tuple[str, str]]:
        """Each event's class and what it says."""
        done = [
            (True, f"{self.name}Created", f"{self.a.capitalize()} came into being."),
            (self.updates, f"{self.name}Updated", f"The data of {self.a} changed."),
            (self.deletes, f"{self.name}Deleted", f"{self.a.capitalize()} was deleted."),
        ]
        events = [(name, says) for present, name, says in done if present]
        for transition in self.transitions:
            if transition.event not in dict(events):
                state = transition.transition.target.replace("_", " ")
                events.append((transition.event, f"{self.a.capitalize()} became {state}."))
        return events

    # GraphQL: the names of queries and mutations

    @property
    def graphql_one(self) -> str:
        return camel(f"{self.graphql_prefix}{self.snake}")

    @property
    def graphql_many(self) -> str:
        return camel(f"{self.graphql_prefix}{self.plural}")

    @property
    def graphql_changes(self) -> list[str]:
        """What the tests call the mutations of one that is there."""
        names = ["UPDATE"] if self.updates else []
        names += ["DELETE"] if self.deletes else []
        return names + [each.name.upper() for each in self.transitions]

    def graphql_mutation(self, verb: str) -> str:
        """`placeOrder` for `place`."""
        return camel(f"{verb}_{self.graphql_prefix}{self.snake}")

    @property
    def graphql_status(self) -> str:
        return f"{self.graphql_type}Status"

    @property
    def graphql_filters(self) -> list[GraphQLFilter]:
        by_name = {field.name: field for field in self.fields}
        spelled = arguments(self.element.filters)
        return [
            GraphQLFilter(
                name,
                *spelled[name],
                annotation,
                GRAPHQL_TYPES.get(annotation) or type_name(self.graphql_prefix, annotation),
                by_name[name].graphql_filter if name in by_name else "",
            )
            for name, annotation, _ in self.filters
        ]

    # addresses, as method and path

    @property
    def changing_requests(self) -> list[tuple[str, str]]:
        """Behind the address of one of them."""
        return [
            *([("PATCH", "")] if self.updates else []),
            *([("DELETE", "")] if self.deletes else []),
            *(("POST", f"{transition.slug}/") for transition in self.transitions),
        ]

    @property
    def requests(self) -> list[tuple[str, str]]:
        """Behind the address of all of them; `ID` stands for an id."""
        return [
            *([("GET", "")] if self.lists else []),
            *([("POST", "")] if self.creates else []),
            *([("GET", "ID/")] if self.gets else []),
            *((method, f"ID/{path}") for method, path in self.changing_requests),
        ]

    # fields

    @property
    def owner(self) -> PrintedField | None:
        return next((field for field in self.fields if field.name == self.element.owner), None)

    @property
    def given_fields(self) -> list[PrintedField]:
        """What whoever creates one may say."""
        return [field for field in self.fields if field.name != self.element.owner]

    @property
    def mutable_fields(self) -> list[PrintedField]:
        return [field for field in self.given_fields if not field.field.immutable]

    @property
    def fixed_names(self) -> list[str]:
        """What a view shows and no client changes."""
        owner = [self.owner.name] if self.owner is not None else []
        status = ["status"] if self.states else []
        own = ["id", "version", "created_at", "updated_at", *owner, *status]
        return [*own, *(field.name for field in self.immutable_fields)]

    @property
    def immutable_fields(self) -> list[PrintedField]:
        return [field for field in self.given_fields if field.field.immutable]

    @property
    def probe(self) -> PrintedField | None:
        """A field by which the tests tell a change, if there is one."""
        return next((field for field in self.mutable_fields if self.varies(field)), None)

    @property
    def examples(self) -> int:
        """How many of them the tests can make: unique fields may not have many values."""
        fewest = [max(distinct(field) for field in rule.fields) for rule in self.unique_rules]
        return min([5, *fewest])

    @property
    def examples_of_one(self) -> int:
        """The same for one owner, who may not have many."""
        fewest = [
            max((distinct(field) for field in rule.fields if field != self.owner), default=1)
            for rule in self.unique_rules
            if self.owner in rule.fields
        ]
        return min([self.examples, *fewest])

    @property
    def probed(self) -> bool:
        """Whether the tests can make a change."""
        return self.probe is not None or bool(self.entities)

    @cached_property
    def unique_rules(self) -> list[UniqueRule]:
        by_name = {field.name: field for field in self.fields}
        groups = [(field.name,) for field in self.fields if field.field.unique]
        return [
            UniqueRule(
                self.name,
                tuple(by_name[name] for name in group),
                database_name(self.table, *group, "unique"),
            )
            for group in [*groups, *self.element.unique]
        ]

    @property
    def unique_names(self) -> list[str]:
        """The fields that any rule is about, each once."""
        return list(dict.fromkeys(name for rule in self.unique_rules for name in rule.names))

    # the database and the admin

    @property
    def constraints(self) -> list[Constraint]:
        """The checks that the database makes."""
        constraints = super().constraints
        if self.states:
            condition = f"Q(status__in=values_of({self.status}))"
            constraints.append(Constraint(database_name(self.table, "status"), condition))
        return constraints

    @property
    def title(self) -> str:
        """The column by which people know one: the first unique text, else the first text, else the id."""
        texts = [field for field in self.fields if field.is_text and not field.optional]
        unique = [field for field in texts if field.field.unique]
        return (*unique, *texts)[0].name if texts else "id"

    @property
    def list_columns(self) -> list[str]:
        """What the admin's list shows beside the title."""
        columns = [
            column.name
            for field in self.fields
            for column in field.columns
            if field.name != self.title and field.kind != Kind.TEXT
        ]
        return [*columns[:6], *(["status"] if self.states else []), "created_at"]

    @property
    def list_filters(self) -> list[str]:
        few = [each.name for each in self.fields if each.kind in {Kind.ENUM, Kind.BOOL}]
        return [*(["status"] if self.states else []), *few]

    @property
    def statements(self) -> str:
        """How many statements a read takes, in words."""
        count = 1 + len(self.entities)
        return f"{count} statement{'s' if count > 1 else ''}"

    # reads

    @property
    def filters(self) -> list[tuple[str, str, str]]:
        """Each filter's name, the type of its value, and the serializer's field that reads it."""
        by_name = {field.name: field for field in self.fields}
        found = []
        for name in self.element.filters:
            if name == "status" and name not in by_name:
                found.append((name, self.status, f"EnumInput({self.status}, required=False)"))
            else:
                field = by_name[name]
                found.append((name, field.bare_annotation, field.filter_input))
        return found

    @property
    def ordering(self) -> list[str]:
        """The default ordering in Django's notation."""
        return [f"{'-' if key.descending else ''}{key.field}" for key in self.element.order_by]

    @property
    def sortable(self) -> list[tuple[str, str]]:
        """What a list may be ordered by: name and type."""
        by_name = {field.name: field.bare_annotation for field in self.fields}
        names = [key.field for key in self.element.order_by]
        types = [(name, by_name.get(name, "dt.datetime")) for name in names]
        return types if "created_at" in names else [*types, ("created_at", "dt.datetime")]

    @property
    def id_ordering(self) -> str:
        """The last key of the default ordering, which makes it total."""
        return "-id" if self.element.order_by[-1].descending else "id"

    @property
    def indexes(self) -> list[tuple[str, list[str]]]:
        """Names and columns; none is the beginning of another, or of a unique constraint."""
        order = [*self.ordering, self.id_ordering]
        wanted = [(database_name(self.table, "default", "order"), order)]
        if self.owner is not None:
            wanted.append(
                (database_name(self.table, self.owner.name, "order"), [self.owner.name, *order])
            )
        wanted += [
            (database_name(self.table, field.name, "index"), [field.name])
            for field in self.fields
            if field.field.index or field.kind == Kind.REF
        ]
        others = [columns for _, columns in wanted] + [rule.names for rule in self.unique_rules]
        return [
            (name, columns)
            for name, columns in wanted
            if not any(
                other is not columns and other[: len(columns)] == columns for other in others
            )
        ]
