"""What the models of the tests say, and which defaults are filled in."""

from decimal import Decimal
from pathlib import Path

import pytest
from extensions.domain_model import SAMPLE
from extensions.domain_model import read
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

MODELS = Path(__file__).parents[2] / "models"
NEWEST_FIRST = (Ordering(field="created_at", descending=True),)


def aggregates_of(name: str) -> dict[str, Aggregate]:
    model = read((MODELS / f"{name}.yml").read_text(encoding="utf-8"))
    return {each.name: each for context in model.contexts for each in context.aggregates}


def field_of(aggregate: Aggregate, name: str) -> Field:
    return next(field for field in aggregate.fields if field.name == name)


def test_the_sample() -> None:
    money = FieldType(kind=Kind.MONEY, places=2)
    no_money = MoneyLiteral(amount=Decimal(0), currency="EUR")
    order = Aggregate(
        name="Order",
        plural="orders",
        fields=(
            Field(
                name="number",
                type=FieldType(kind=Kind.STR, max_length=20, min_length=1),
                unique=True,
                immutable=True,
                line=6,
            ),
            Field(
                name="customer_id",
                type=FieldType(kind=Kind.UUID),
                index=True,
                immutable=True,
                line=7,
            ),
            Field(name="note", type=FieldType(kind=Kind.TEXT), optional=True, line=8),
            Field(name="total", type=money, default=no_money, line=9),
        ),
        entities=(
            Entity(
                name="OrderLine",
                plural="lines",
                fields=(
                    Field(
                        name="sku",
                        type=FieldType(kind=Kind.STR, max_length=64, min_length=1),
                        line=13,
                    ),
                    Field(name="quantity", type=FieldType(kind=Kind.INT, minimum=1), line=14),
                    Field(name="unit_price", type=money, line=15),
                ),
                line=12,
            ),
        ),
        states=("draft", "placed", "cancelled"),
        transitions=(
            Transition(
                name="place", sources=("draft",), target="placed", event="OrderPlaced", line=18
            ),
            Transition(
                name="cancel",
                sources=("draft", "placed"),
                target="cancelled",
                event="OrderCancelled",
                line=19,
            ),
        ),
        editable_in=("draft", "placed"),
        operations=tuple(Operation),
        filters=("customer_id", "status"),
        order_by=NEWEST_FIRST,
        owner="customer_id",
        line=4,
    )
    context = Context(name="ordering", aggregates=(order,), line=2)
    assert read(SAMPLE) == Model(contexts=(context,))


def test_the_library() -> None:
    found = aggregates_of("library")
    assert list(found) == ["Loan", "Book", "Copy", "Person"]
    loan, book, copy, person = found.values()
    assert field_of(loan, "copy_id").type.target == ("holdings", "Copy")
    assert field_of(loan, "copy_id").index
    assert field_of(loan, "renewals").default == 0
    assert [each.event for each in loan.transitions] == ["LoanOverdue", "LoanReturned", "LoanLost"]
    assert loan.editable_in == ("active", "overdue")
    assert field_of(book, "isbn").type.pattern == "[0-9X]+"
    assert book.entities[0].plural == "contributors"
    assert (copy.plural, copy.unique) == ("copies", (("shelf", "position"),))
    assert copy.states == copy.editable_in == ()
    assert person.plural == "people"
    assert Operation.DELETE not in person.operations


def test_the_clinic() -> None:
    availability, encounter = aggregates_of("clinic").values()
    assert availability.plural == "practitioner_availabilities"
    assert [each.plural for each in availability.entities] == [
        "weekly_working_intervals",
        "exceptional_absences",
    ]
    assert field_of(availability, "timezone_name").default == "Europe/Berlin"
    assert field_of(encounter, "started_at").default is Moment.NOW
    assert field_of(encounter, "summary").default == ""
    assert field_of(encounter, "severity").default == "routine"
    temperature = field_of(encounter, "temperature_celsius")
    assert (temperature.type.minimum, temperature.type.maximum) == (Decimal(25), Decimal(45))
    assert temperature.optional
    assert encounter.order_by == (Ordering(field="started_at", descending=True),)
    assert encounter.transitions[2].event == "EncounterEnteredInError"


def test_the_shop() -> None:
    product, order, invoice = aggregates_of("shop").values()
    assert product.order_by == (Ordering(field="name"), *NEWEST_FIRST)
    assert order.owner == "customer_id"
    assert field_of(order, "customer_id").immutable
    assert field_of(invoice, "vat_rate").default == Decimal("0.19")
    assert (field_of(invoice, "order_id").unique, field_of(invoice, "order_id").index) == (
        True,
        False,
    )
    assert invoice.operations == (Operation.CREATE, Operation.GET, Operation.LIST)


@pytest.mark.parametrize(
    ("field", "default"),
    [
        ('text = "say \\"hi\\" to C:\\\\temp\\d"', 'say "hi" to C:\\temp\\d'),
        ('"text = \\"it: is # all text\\""', "it: is # all text"),
        ("{type: text, default: 'now: 3'}", "now: 3"),
        ('{type: text, default: ""}', ""),
        ("{type: str(9), default: now}", "now"),
        ("{type: datetime, default: now}", Moment.NOW),
        ("{type: date, default: today}", Moment.TODAY),
        ('datetime = "2026-01-31T10:00:00+02:00"', "2026-01-31T08:00:00+00:00"),
        ('datetime = "2026-01-31T10:00Z"', "2026-01-31T10:00:00+00:00"),
        ('date = "2026-01-31"', "2026-01-31"),
        ('uuid = "ABCDEF00-0000-0000-0000-000000000001"', "abcdef00-0000-0000-0000-000000000001"),
        ("decimal(5, 2) = 1", Decimal(1)),
        ("money = -1.50 USD", MoneyLiteral(amount=Decimal("-1.50"), currency="USD")),
        ("bool = true", True),
        ("enum(true, now) = true", "true"),
        ("int   =-3", -3),
    ],
)
def test_defaults(field: str, default: Literal) -> None:
    text = f"contexts:\n  a:\n    aggregates:\n      B:\n        fields:\n          x: {field}"
    (found,) = read(text).contexts[0].aggregates[0].fields
    assert found.default == default
    assert type(found.default) is type(default)


def test_an_entity_in_its_long_form() -> None:
    text = """\
contexts:
  a:
    aggregates:
      B:
        fields: {x: int}
        entities:
          Child:
            plural: offspring
            renamed_from: Kid
            fields: {y: {type: int, index: true, renamed_from: z}}
"""
    (entity,) = read(text).contexts[0].aggregates[0].entities
    assert (entity.plural, entity.renamed_from) == ("offspring", "Kid")
    assert (entity.fields[0].index, entity.fields[0].renamed_from) == (True, "z")
