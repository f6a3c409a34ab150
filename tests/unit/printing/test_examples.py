"""Values and rules as Python source: right for every type, and as a person would write them."""

import ast
from decimal import Decimal

import pytest
from extensions.domain_model import read
from extensions.printing import contexts
from extensions.printing.examples import distinct
from extensions.printing.examples import example
from extensions.printing.examples import graphql_example
from extensions.printing.examples import json_default
from extensions.printing.examples import json_example
from extensions.printing.fields import PrintedField
from extensions.printing.fields import decimal
from extensions.printing.fields import number
from extensions.printing.fields import regex


def field(type_: str) -> PrintedField:
    model = f"contexts: {{shop: {{aggregates: {{Order: {{fields: {{kind: '{type_}'}}}}}}}}}}"
    (context,) = contexts(read(model))
    return context.aggregates[0].fields[0]


def test_the_only_member_needs_no_number() -> None:
    one = field("enum(large)")
    assert (example(one), json_example(one), graphql_example(one)) == (
        "OrderKind.LARGE",
        "'large'",
        "'LARGE'",
    )
    assert distinct(one) == 1


@pytest.mark.parametrize(
    ("type_", "count"),
    [
        ("enum(small, large)", 2),
        ('str(9, pattern="n")', 1),
        ('str(9, pattern="n % 7|m")', 2),
        ("int(min=3, max=5)", 3),
        ("bool", 2),
        ("uuid", 1000),
        ("str(2)", 100),
    ],
)
def test_how_many_examples_differ(type_: str, count: int) -> None:
    assert distinct(field(type_)) == count


@pytest.mark.parametrize(
    ("type_", "code", "json"),
    [
        ("decimal(9, 8) = 0", 'Decimal("0.00000000")', '"0.00000000"'),
        ("decimal(9, 2) = 5", 'Decimal("5.00")', '"5.00"'),
        ("decimal(9, 0) = -5", "Decimal(-5)", '"-5"'),
        (
            "money(places=0) = 5 EUR",
            'Money(Decimal(5), "EUR")',
            '{"amount": "5", "currency": "EUR"}',
        ),
        (
            "money(places=8) = 0 EUR",
            'Money(Decimal("0.00000000"), "EUR")',
            '{"amount": "0.00000000", "currency": "EUR"}',
        ),
    ],
)
def test_defaults_have_all_their_places(type_: str, code: str, json: str) -> None:
    assert field(type_).default == code
    assert json_default(field(type_)) == json


def test_numbers_have_no_exponent() -> None:
    assert decimal(Decimal("1E-8")) == 'Decimal("0.00000001")'
    assert decimal(Decimal("1E+2")) == "Decimal(100)"
    assert number(Decimal("-3.00")) == "Decimal(-3)"
    assert number(Decimal("NaN")) == 'Decimal("NaN")'
    assert example(field("decimal(8, 8, max=0.00000002)")) == (
        'Decimal("0.00000000") + n % 3 * Decimal("0.00000001")'
    )


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("[A-Z]{3}", "'[A-Z]{3}'"),
        (r"\d+", r'r"\d+"'),
        (r"\\", r'r"\\"'),
        (r'"\d"', "r'\"\\d\"'"),
        ("[\"']\\d", repr("[\"']\\d")),
        ("\\d\n", r"'\\d\n'"),
    ],
)
def test_patterns_are_raw_where_they_have_backslashes(pattern: str, code: str) -> None:
    assert regex(pattern) == code
    assert ast.literal_eval(code) == pattern
