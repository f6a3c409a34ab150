"""Names in the GraphQL schema, where all contexts meet."""

import pytest
from extensions.domain_model import read
from extensions.printing import contexts
from extensions.printing.aggregates import PrintedAggregate
from extensions.printing.graphql_names import arguments
from extensions.printing.graphql_names import field_names

ORDERING = """
  ordering:
    aggregates:
      Order:
        fields: {number: "str(20)"}
        entities:
          OrderLine: {sku: "str(20)"}
        states: [draft, placed]
        transitions: {place: draft -> placed}
"""
SUPPORT = """
  customer_support:
    aggregates:
      Order:
        fields: {kind: "enum(phone, mail)"}
        states: [draft, placed]
        transitions: {place: draft -> placed}
      Ticket:
        fields: {title: "str(20)"}
"""


def aggregates(model: str) -> dict[str, PrintedAggregate]:
    return {
        f"{context.name}.{each.name}": each
        for context in contexts(read(f"contexts:{model}"))
        for each in context.aggregates
    }


def test_names_are_plain_where_nothing_meets() -> None:
    order = aggregates(ORDERING)["ordering.Order"]
    assert (order.graphql_type, order.graphql_one, order.graphql_many) == (
        "Order",
        "order",
        "orders",
    )
    assert order.graphql_status == "OrderStatus"
    assert order.graphql_mutation("place") == "placeOrder"
    assert [each.graphql_type for each in order.entities] == ["OrderLine"]


def test_the_later_context_stands_in_front_of_all_names_of_its_aggregate() -> None:
    both = aggregates(ORDERING + SUPPORT)
    assert both["ordering.Order"].graphql_type == "Order"
    order = both["customer_support.Order"]
    assert (order.graphql_type, order.graphql_one, order.graphql_many) == (
        "CustomerSupportOrder",
        "customerSupportOrder",
        "customerSupportOrders",
    )
    assert order.graphql_mutation("place") == "placeCustomerSupportOrder"
    assert order.graphql_enum(order.enums[0]) == "CustomerSupportOrderKind"
    assert both["customer_support.Ticket"].graphql_type == "Ticket"


@pytest.mark.parametrize(
    "other",
    [
        "OrderLine: {fields: {a: int}}",
        "OrderStatus: {fields: {a: int}}",
        "CreateOrderInput: {fields: {a: int}}",
        'Thing: {plural: orders, fields: {a: "int"}}',
        "PageInfo: {fields: {a: int}}",
        "Viewer: {fields: {a: int}}",
        "Date: {fields: {a: int}}",
    ],
)
def test_every_name_that_an_aggregate_brings_about_counts(other: str) -> None:
    model = f"{ORDERING}\n  other:\n    aggregates:\n      {other}\n"
    (found,) = [each for name, each in aggregates(model).items() if name.startswith("other.")]
    assert found.graphql_type.startswith("Other")


def test_a_name_that_the_context_in_front_does_not_free_gets_a_number() -> None:
    model = """
  a:
    aggregates:
      Sale: {fields: {x: int}}
      BSale: {fields: {x: int}}
  b:
    aggregates:
      Sale: {fields: {x: int}}
"""
    assert aggregates(model)["b.Sale"].graphql_type == "B2Sale"


def test_fields_that_would_meet_in_camel_case_keep_apart() -> None:
    assert field_names(["line_1", "line1", "due_on"]) == {
        "line_1": "line1",
        "line1": "line1_",
        "due_on": "dueOn",
    }


def test_filters_leave_the_names_of_the_resolver_alone() -> None:
    assert arguments(["status", "first", "info", "query"]) == {
        "status": ("status", "status"),
        "first": ("by_first", "byFirst"),
        "info": ("by_info", "info"),
        "query": ("by_query", "query"),
    }
