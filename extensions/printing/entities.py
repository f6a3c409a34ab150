"""How entities are printed, and all that aggregates have in common with them."""

from dataclasses import dataclass
from functools import cached_property

from ..domain_model.elements import Aggregate
from ..domain_model.elements import Entity
from ..domain_model.elements import Kind
from ..domain_model.names import database_name
from ..domain_model.names import snake
from ..domain_model.names import words
from .examples import Refused
from .examples import distinct
from .examples import example
from .examples import graphql_default
from .examples import graphql_example
from .examples import json_default
from .examples import json_example
from .examples import refused
from .examples import row_examples
from .fields import Constraint
from .fields import PrintedField
from .graphql_names import field_names
from .graphql_names import is_camel
from .graphql_names import type_name
from .prose import article


@dataclass(frozen=True)
class Fielded:
    """What aggregates and entities have in common."""

    element: Aggregate | Entity
    table: str
    graphql_prefix: str

    @property
    def name(self) -> str:
        return self.element.name

    @property
    def snake(self) -> str:
        return snake(self.name)

    @property
    def words(self) -> str:
        return words(self.name)

    @property
    def a(self) -> str:
        """With its article: `an order`."""
        return article(self.words)

    @property
    def model(self) -> str:
        return f"{self.name}Model"

    @property
    def view(self) -> str:
        return f"{self.name}View"

    @property
    def plural(self) -> str:
        return self.element.plural

    @property
    def plural_words(self) -> str:
        return self.plural.replace("_", " ")

    @cached_property
    def fields(self) -> list[PrintedField]:
        return [PrintedField(field, self.name, self.table) for field in self.element.fields]

    @property
    def enums(self) -> list[PrintedField]:
        return [field for field in self.fields if field.kind == Kind.ENUM]

    @property
    def checked(self) -> list[PrintedField]:
        """The fields with a rule, in an order of their own."""
        return [field for field in self.fields if field.rule]

    @property
    def columns(self) -> list[str]:
        return [column.name for field in self.fields for column in field.columns]

    @property
    def constraints(self) -> list[Constraint]:
        """The checks that the database makes of single fields."""
        return [constraint for field in self.fields for constraint in field.constraints]

    @property
    def needs_now(self) -> bool:
        return any(field.needs_now for field in self.fields)

    @property
    def has_defaults(self) -> bool:
        return any(field.has_default for field in self.fields)

    # GraphQL

    @property
    def graphql_type(self) -> str:
        """Its type in the schema."""
        return type_name(self.graphql_prefix, self.name)

    def graphql_enum(self, field: PrintedField) -> str:
        """The type of an enum field in the schema."""
        return type_name(self.graphql_prefix, field.enum)

    @cached_property
    def _graphql_names(self) -> dict[str, str]:
        return field_names(field.name for field in self.fields)

    def graphql_name(self, field: PrintedField) -> str:
        """A field as the schema spells it."""
        return self._graphql_names[field.name]

    def graphql_name_of(self, name: str) -> str:
        """The same by its own name."""
        return self._graphql_names[name]

    def graphql_alias(self, field: PrintedField) -> str:
        """The same, where it must be said; empty where Strawberry finds it by itself."""
        name = self.graphql_name(field)
        return "" if is_camel(field.name, name) else name

    @property
    def graphql_selection(self) -> str:
        """All its fields, as a query asks for them."""
        return " ".join(
            f"{self.graphql_name(field)} {{ amount currency }}"
            if field.kind == Kind.MONEY
            else self.graphql_name(field)
            for field in self.fields
        )

    # for the tests

    def example(self, field: PrintedField) -> str:
        return example(field)

    def json_example(self, field: PrintedField) -> str:
        return json_example(field)

    def json_default(self, field: PrintedField) -> str:
        return json_default(field)

    def graphql_example(self, field: PrintedField) -> str:
        return graphql_example(field)

    def graphql_default(self, field: PrintedField) -> str:
        return graphql_default(field)

    @property
    def graphql_refused(self) -> list[tuple[str, Refused]]:
        """What must not be sent: fields by their names in the schema, with a value for each fault."""
        return [
            (self.graphql_name(field), each)
            for field in self.given_fields
            for each in refused(field)
            if each.json
        ]

    def refused(self, field: PrintedField) -> list[Refused]:
        return refused(field)

    @property
    def has_refused_json(self) -> bool:
        """Whether the interface refuses any value that JSON can say."""
        return any(each.json for field in self.given_fields for each in refused(field))

    @property
    def given_fields(self) -> list[PrintedField]:
        """What whoever creates one may say."""
        return self.fields

    @property
    def has_refused_python(self) -> bool:
        """Whether the domain refuses any value that Python can say."""
        return any(each.python for field in self.fields for each in refused(field))

    @property
    def numbered(self) -> bool:
        """Whether the number of an example matters to any field."""
        return any(distinct(field) > 1 for field in self.fields)

    @property
    def numbered_body(self) -> bool:
        """The same for what a client sends."""
        return any(distinct(field) > 1 for field in self.given_fields)

    def varies(self, field: PrintedField) -> bool:
        """Whether two examples that follow each other differ."""
        return distinct(field) > 1

    def row_examples(self, field: PrintedField) -> list[tuple[str, str]]:
        """The columns of a valid row, with their values."""
        return row_examples(field)


@dataclass(frozen=True)
class PrintedEntity(Fielded):
    """A child of an aggregate."""

    element: Entity
    context: str
    root: str

    @property
    def foreign_key(self) -> str:
        return snake(self.root)

    @property
    def index(self) -> str:
        return database_name(self.table, self.foreign_key, "position")

    @property
    def indexes(self) -> list[tuple[str, str]]:
        """Further indexes: their names and columns."""
        return [
            (database_name(self.table, field.name, "index"), field.name)
            for field in self.fields
            if field.field.index or field.kind == Kind.REF
        ]
