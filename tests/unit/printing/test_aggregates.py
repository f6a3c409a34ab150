"""What the templates are told of aggregates."""

import pytest
from extensions.domain_model import read
from extensions.printing import contexts
from extensions.printing.aggregates import PrintedAggregate


def aggregate(members: str) -> PrintedAggregate:
    model = f"contexts: {{shop: {{aggregates: {{Order: {{{members}}}}}}}}}"
    (context,) = contexts(read(model))
    return context.aggregates[0]


@pytest.mark.parametrize(
    ("members", "of_all", "of_one"),
    [
        ("fields: {who: uuid, x: int}, owner: who", 5, 5),
        ("fields: {who: uuid unique, x: int}, owner: who", 5, 1),
        ("fields: {who: uuid, x: int}, owner: who, unique: [[who, x]]", 5, 5),
        ("fields: {who: uuid, x: bool}, owner: who, unique: [[who, x]]", 5, 2),
        ("fields: {x: bool unique}", 2, 2),
    ],
)
def test_how_many_the_tests_can_make(members: str, of_all: int, of_one: int) -> None:
    assert aggregate(members).examples == of_all
    assert aggregate(members).examples_of_one == of_one


def test_children_are_enumerated_in_one_sentence() -> None:
    entities = "entities: {Line: {x: int}, Note: {x: int}, OrderTax: {x: int}}"
    assert aggregate(f"fields: {{x: int}}, {entities}").entities_words == "lines, notes and taxes"
