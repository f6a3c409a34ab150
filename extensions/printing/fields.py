"""How a field is printed: its type, its rules, its columns, its input."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from decimal import Context
from decimal import Decimal
from functools import cached_property

from ..domain_model.elements import Field
from ..domain_model.elements import FieldType
from ..domain_model.elements import Kind
from ..domain_model.elements import Moment
from ..domain_model.elements import MoneyLiteral
from ..domain_model.names import database_name
from ..domain_model.names import pascal
from ..domain_model.names import words
from .prose import article

PRECISION = 100  # more digits than any field has
MONEY_DIGITS = 15  # what SQLite, too, keeps exactly
MOST_PLACES_IN_FULL = 6  # str(Decimal("0.0000000")) is 0E-7
INT_MIN, INT_MAX = -(2**31), 2**31 - 1

_ANNOTATIONS = {
    Kind.STR: "str",
    Kind.TEXT: "str",
    Kind.EMAIL: "str",
    Kind.URL: "str",
    Kind.INT: "int",
    Kind.DECIMAL: "Decimal",
    Kind.BOOL: "bool",
    Kind.DATE: "dt.date",
    Kind.DATETIME: "dt.datetime",
    Kind.UUID: "UUID",
    Kind.REF: "UUID",
    Kind.MONEY: "Money",
}
# by annotation, those of enums aside
GRAPHQL_TYPES = {
    "str": "String",
    "int": "Int",
    "Decimal": "Decimal",
    "bool": "Boolean",
    "dt.date": "Date",
    "dt.datetime": "DateTime",
    "UUID": "UUID",
}
_TEXTS = {Kind.STR, Kind.TEXT, Kind.EMAIL, Kind.URL}
# the kinds whose rule brings a value into its one stored form, besides checking it
_NORMALIZED = {Kind.DECIMAL, Kind.DATETIME, Kind.MONEY}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how a model declares it, and its value in terms of `{owner}`."""

    name: str
    declaration: str
    value: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """A check that the database makes: its name and its condition."""

    name: str
    condition: str


@dataclass(frozen=True)
class PrintedField:
    """A field of an aggregate or entity; `owner` is the name of that class, `table` its table."""

    field: Field
    owner: str
    table: str

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def words(self) -> str:
        """For people to read: `unit price`."""
        return self.name.replace("_", " ")

    @property
    def type(self) -> FieldType:
        return self.field.type

    @property
    def kind(self) -> str:
        return self.type.kind.value

    @property
    def is_text(self) -> bool:
        return self.type.kind in _TEXTS

    @property
    def is_money(self) -> bool:
        return self.type.kind is Kind.MONEY

    @property
    def optional(self) -> bool:
        return self.field.optional

    @property
    def has_default(self) -> bool:
        return self.field.default is not None

    @property
    def required(self) -> bool:
        """Whether whoever creates one must give it."""
        return not self.optional and not self.has_default

    @property
    def stated(self) -> bool:
        """Whether the tests must state it where they make several: no two may take a unique default."""
        return self.required or (self.has_default and self.field.unique)

    @property
    def enum(self) -> str:
        """The class of an enum field's values."""
        return f"{self.owner}{pascal(self.name)}"

    @property
    def enum_words(self) -> str:
        return f"{self.words} of {article(words(self.owner))}"

    @property
    def members(self) -> list[tuple[str, str]]:
        return [(member.upper(), member) for member in self.type.members]

    @property
    def diagram_type(self) -> str:
        """As a class diagram writes it."""
        return f"{self.kind}{'?' if self.optional else ''}"

    # the domain

    @cached_property
    def bare_annotation(self) -> str:
        """The type of a value that is there."""
        return self.enum if self.type.kind is Kind.ENUM else _ANNOTATIONS[self.type.kind]

    @property
    def annotation(self) -> str:
        return f"{self.bare_annotation} | None" if self.optional else self.bare_annotation

    @property
    def parameter(self) -> str:
        """As a parameter or command field: what may be left out is None there."""
        if self.required:
            return f"{self.name}: {self.bare_annotation}"
        return f"{self.name}: {self.bare_annotation} | None = None"

    @property
    def needs_now(self) -> bool:
        """Whether its default is the clock's to give."""
        return isinstance(self.field.default, Moment)

    @cached_property
    def default(self) -> str:
        """The default as an expression of the domain, where `now` is the present moment."""
        default = self.field.default
        match default:
            case Moment.NOW:
                return "now"
            case Moment.TODAY:
                return "now.date()"
            case MoneyLiteral():
                return f'Money({decimal(exact(default.amount, self.type.places))}, "{default.currency}")'
            case Decimal():
                return decimal(exact(default, self.type.places))
            case str():
                return self._text_default(default)
            case _:
                return repr(default)

    def _text_default(self, text: str) -> str:
        match self.type.kind:
            case Kind.ENUM:
                return f"{self.enum}.{text.upper()}"
            case Kind.UUID | Kind.REF:
                return f'UUID("{text}")'
            case Kind.DATE:
                day = date.fromisoformat(text)
                return f"dt.date({day.year}, {day.month}, {day.day})"
            case Kind.DATETIME:
                return f'dt.datetime.fromisoformat("{datetime.fromisoformat(text).isoformat()}")'
            case _:
                return repr(text)

    @cached_property
    def rule(self) -> str:
        """The check of a value, as a call with a hole for the value; empty where every value will do."""
        t = self.type
        match t.kind:
            case Kind.STR:
                arguments = [f"max_length={t.max_length}"]
                if t.min_length:
                    arguments.insert(0, f"min_length={t.min_length}")
                if t.pattern is not None:
                    arguments.append(f"pattern={regex(t.pattern)}")
                return self._rule("text", *arguments)
            case Kind.TEXT | Kind.EMAIL | Kind.URL:
                return self._rule(t.kind.value)
            case Kind.INT:
                return self._rule("whole_number", *self._bounds())
            case Kind.DECIMAL:
                return self._rule(
                    "decimal", f"digits={t.digits}", f"places={t.places}", *self._bounds()
                )
            case Kind.DATETIME:
                return self._rule("instant")
            case Kind.MONEY:
                return self._rule("money", f"places={t.places}")
            case _:
                return ""

    def _rule(self, name: str, *arguments: str) -> str:
        return f"values.{name}({', '.join([f'{self.name!r}', '{value}', *arguments])})"

    def _bounds(self) -> list[str]:
        bounds = (("minimum", self.type.minimum), ("maximum", self.type.maximum))
        return [f"{name}={number(bound)}" for name, bound in bounds if bound is not None]

    @property
    def normalized(self) -> bool:
        return self.type.kind in _NORMALIZED

    @property
    def check(self) -> str:
        """The rule as a statement in a method of the mutable class that owns the field."""
        call = self._call()
        return f"self.{self.name} = {call}" if self.normalized else call

    @property
    def created(self) -> str:
        """The value of a new entity: its parameter or the default, by the rule."""
        given = f"{self.default} if {self.name} is None else {self.name}"
        value = given if self.has_default else self.name
        if not self.rule:
            return value
        checked = self._rule_for(value)
        return f"None if {self.name} is None else {checked}" if self.optional else checked

    def _call(self) -> str:
        return self._rule_for(f"self.{self.name}")

    def _rule_for(self, value: str) -> str:
        # not str.format: a pattern may hold braces
        return self.rule.replace("{value}", value, 1)

    # the database

    @cached_property
    def columns(self) -> list[Column]:
        value = f"{{owner}}.{self.name}"
        if self.type.kind is not Kind.MONEY:
            return [Column(self.name, self._declaration(), value)]
        amount, currency = f"{self.name}_amount", f"{self.name}_currency"
        digits = f"max_digits={MONEY_DIGITS}, decimal_places={self.type.places}"
        return [
            Column(amount, self._column("Decimal", digits), self._part(value, "amount")),
            Column(currency, self._column("Char", "max_length=3"), self._part(value, "currency")),
        ]

    @staticmethod
    def _part_of_optional(value: str, part: str) -> str:
        return f"{value}.{part} if {value} is not None else None"

    def _part(self, value: str, part: str) -> str:
        return self._part_of_optional(value, part) if self.optional else f"{value}.{part}"

    def _declaration(self) -> str:
        t = self.type
        match t.kind:
            case Kind.STR:
                return self._column("Char", f"max_length={t.max_length}")
            case Kind.EMAIL:
                return self._column("Email", "max_length=254")
            case Kind.URL:
                return self._column("Char", "max_length=2000")
            case Kind.DECIMAL:
                return self._column("Decimal", f"max_digits={t.digits}, decimal_places={t.places}")
            case Kind.ENUM:
                return self._column("Char", f"max_length=40, choices=choices_of({self.enum})")
            case Kind.TEXT:
                return self._column("Text")
            case Kind.INT:
                return self._column("Integer")
            case Kind.BOOL:
                return self._column("Boolean")
            case Kind.DATE:
                return self._column("Date")
            case Kind.DATETIME:
                return self._column("DateTime")
            case _:
                return self._column("UUID")

    def _column(self, kind: str, arguments: str = "") -> str:
        null = "null=True, blank=True" if self.optional else ""
        return f"models.{kind}Field({', '.join(filter(None, [arguments, null]))})"

    @cached_property
    def constraints(self) -> list[Constraint]:
        """What the database checks of this field; uniqueness stands with the aggregate."""
        t = self.type
        match t.kind:
            case Kind.STR if t.min_length:
                condition = f'GreaterThanOrEqual(Length("{self.name}"), {t.min_length})'
            case Kind.INT | Kind.DECIMAL if t.minimum is not None or t.maximum is not None:
                bounds = (("gte", t.minimum), ("lte", t.maximum))
                given = [
                    f"{self.name}__{lookup}={number(bound)}"
                    for lookup, bound in bounds
                    if bound is not None
                ]
                condition = f"Q({', '.join(given)})"
            case Kind.ENUM:
                condition = f"Q({self.name}__in=values_of({self.enum}))"
            case Kind.MONEY if self.optional:
                both = ", ".join(f"{column.name}__isnull={{null}}" for column in self.columns)
                condition = f"Q({both.format(null=True)}) | Q({both.format(null=False)})"
            case _:
                return []
        return [Constraint(database_name(self.table, self.name), condition)]

    @property
    def is_fine(self) -> bool:
        """Whether it has more decimal places than Python writes out: `0E-8`."""
        return (self.type.places or 0) > MOST_PLACES_IN_FULL

    def shown(self, owner: str) -> str:
        """The value as a read model has it, where `owner` is what has the field."""
        value = f"{owner}.{self.name}"
        if not self.is_fine:
            return value
        shown = (
            self._plain(f"{value}.amount", f"{value}.currency")
            if self.is_money
            else self._plain(value)
        )
        return f"None if {value} is None else {shown}" if self.optional else shown

    @property
    def shown_from_row(self) -> str:
        """The same, from variables named after the columns."""
        if not self.is_fine:
            return self.from_row()
        shown = self._plain(*self.row_names)
        absent = " or ".join(f"{name} is None" for name in self.row_names)
        return f"None if {absent} else {shown}" if self.optional else shown

    def _plain(self, number: str, currency: str = "") -> str:
        plain = f"PlainDecimal({number})"
        return f"Money({plain}, {currency})" if currency else plain

    @property
    def row_names(self) -> list[str]:
        return [column.name for column in self.columns]

    def from_row(self, prefix: str = "") -> str:
        """The value, from variables (or attributes behind the prefix) named after the columns."""
        names = [f"{prefix}{name}" for name in self.row_names]
        match self.type.kind:
            case Kind.MONEY:
                return f"{'optional_money' if self.optional else 'Money'}({', '.join(names)})"
            case Kind.ENUM if self.optional:
                return f"None if {names[0]} is None else {self.enum}({names[0]})"
            case Kind.ENUM:
                return f"{self.enum}({names[0]})"
            case _:
                return names[0]

    # the interface

    def input(self, *, required: bool) -> str:
        """The serializer's field for a body."""
        options = self._input_options()
        if not required:
            options.append("required=False")
        if self.optional:
            options.append("allow_null=True")
        return f"{_INPUTS[self.type.kind]}({', '.join(options)})"

    def _input_options(self) -> list[str]:
        t = self.type
        match t.kind:
            case Kind.STR:
                options = [f"max_length={t.max_length}"]
                if t.min_length:
                    options.append(f"min_length={t.min_length}")
                if t.pattern is not None:
                    options.append(f"pattern={regex(t.pattern)}")
                return options
            case Kind.INT:
                return [
                    f"min_value={INT_MIN if t.minimum is None else t.minimum}",
                    f"max_value={INT_MAX if t.maximum is None else t.maximum}",
                ]
            case Kind.DECIMAL:
                bounds = (("min_value", t.minimum), ("max_value", t.maximum))
                return [
                    f"max_digits={t.digits}",
                    f"decimal_places={t.places}",
                    *(f"{name}={number(bound)}" for name, bound in bounds if bound is not None),
                ]
            case Kind.ENUM:
                return [self.enum]
            case Kind.MONEY:
                return [f"places={t.places}"]
            case _:
                return []

    @property
    def filter_input(self) -> str:
        """The serializer's field for a query parameter."""
        options = [self.enum] if self.type.kind is Kind.ENUM else []
        kind = _FILTERS.get(self.type.kind, _INPUTS[self.type.kind])
        if self.type.kind is Kind.DECIMAL:
            options = [f"max_digits={self.type.digits}", f"decimal_places={self.type.places}"]
        if self.type.kind is Kind.INT:
            options = [f"min_value={INT_MIN}", f"max_value={INT_MAX}"]
        return f"{kind}({', '.join([*options, 'required=False'])})"

    # GraphQL

    @property
    def graphql_input(self) -> str:
        """The type of a value that is sent."""
        return "MoneyInput" if self.type.kind is Kind.MONEY else self.bare_annotation

    def graphql_read(self, owner: str) -> str:
        """The value that was sent, as an expression; what only the interface checks is checked."""
        name, value = self.name, f"{owner}.{self.name}"
        match self.type.kind:
            case Kind.EMAIL | Kind.URL:
                return f'reading.{self.kind}("{name}", {value})'
            case Kind.MONEY:
                return f'reading.money("{name}", {value}, places={self.type.places})'
            case _:
                return value

    def graphql_created(self, owner: str) -> str:
        """The same for whoever creates one: None stands for the default."""
        value = self.graphql_read(owner)
        return f'reading.or_default("{self.name}", {value})' if self.has_default else value

    def graphql_changed(self, owner: str) -> str:
        """The same for an update: what is not sent stays unset."""
        value = self.graphql_read(owner)
        return value if self.optional else f'reading.not_null("{self.name}", {value})'

    @property
    def graphql_filter(self) -> str:
        """The check of a value to filter by, as a call with a hole for it; empty where there is none."""
        t = self.type
        if self.is_text:
            return f'reading.text("{self.name}", {{value}})'
        if t.kind is Kind.DECIMAL:
            return (
                f'reading.decimal("{self.name}", {{value}}, digits={t.digits}, places={t.places})'
            )
        return ""


_INPUTS = {
    Kind.STR: "TextInput",
    Kind.TEXT: "TextInput",
    Kind.EMAIL: "EmailInput",
    Kind.URL: "UrlInput",
    Kind.INT: "IntegerInput",
    Kind.DECIMAL: "DecimalInput",
    Kind.BOOL: "BooleanInput",
    Kind.DATE: "DateInput",
    Kind.DATETIME: "DateTimeInput",
    Kind.UUID: "UUIDInput",
    Kind.REF: "UUIDInput",
    Kind.ENUM: "EnumInput",
    Kind.MONEY: "MoneyInput",
}
# a query parameter is always a string, so the strict kinds of JSON do not fit there
_FILTERS = {
    Kind.INT: "IntegerParameter",
    Kind.BOOL: "BooleanParameter",
    Kind.EMAIL: "TextInput",
    Kind.URL: "TextInput",
}


def exact(value: Decimal, places: int | None) -> Decimal:
    """The value with so many decimal places, however many digits it has."""
    return value.quantize(Decimal(1).scaleb(-(places or 0)), context=Context(prec=PRECISION))


def plain(value: Decimal) -> str:
    """The value as people write it: `0.00000000`, never `0E-8`."""
    return format(value, "f") if value.is_finite() else str(value)


def decimal(value: Decimal) -> str:
    """A decimal as Python source, with its own places."""
    text = plain(value)
    return f"Decimal({text})" if text.lstrip("-").isdecimal() else f'Decimal("{text}")'


def regex(pattern: str) -> str:
    """A pattern as Python source: raw, where that spares doubled backslashes."""
    quote = next((each for each in "\"'" if each not in pattern), "")
    if "\\" in pattern and pattern.isprintable() and quote:
        return f"r{quote}{pattern}{quote}"
    return repr(pattern)


def number(value: int | Decimal) -> str:
    """A number as Python source, as short as it can be."""
    if isinstance(value, int):
        return str(value)
    whole = value.is_finite() and value == value.to_integral_value()
    return f"Decimal({int(value)})" if whole else decimal(value)
