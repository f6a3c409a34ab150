"""Names that are made from names."""

import builtins
import keyword

import pytest
from extensions.domain_model import SAMPLE
from extensions.domain_model import read
from extensions.domain_model import reserved
from extensions.domain_model.names import child
from extensions.domain_model.names import database_name
from extensions.domain_model.names import generated_class_names
from extensions.domain_model.names import generated_constraint_names
from extensions.domain_model.names import generated_relation_names
from extensions.domain_model.names import is_pascal
from extensions.domain_model.names import is_snake
from extensions.domain_model.names import pascal
from extensions.domain_model.names import plural
from extensions.domain_model.names import slug
from extensions.domain_model.names import snake
from extensions.domain_model.names import table_name
from extensions.domain_model.names import words
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("pascal_name", "snake_name"),
    [
        ("Order", "order"),
        ("OrderLine", "order_line"),
        ("HTTPServer", "http_server"),
        ("OrderV2", "order_v2"),
        ("ABTest", "ab_test"),
        ("A", "a"),
    ],
)
def test_snake_case(pascal_name: str, snake_name: str) -> None:
    assert snake(pascal_name) == snake_name


@given(st.from_regex(r"[a-z][a-z0-9]{0,5}(_[a-z][a-z0-9]{0,5}){0,3}", fullmatch=True))
def test_names_go_there_and_come_back(name: str) -> None:
    assert is_snake(name)
    assert is_pascal(pascal(name))
    assert snake(name) == name


@pytest.mark.parametrize(
    ("singular", "expected"),
    [
        ("order", "orders"),
        ("category", "categories"),
        ("day", "days"),
        ("box", "boxes"),
        ("batch", "batches"),
        ("address", "addresses"),
        ("analysis", "analyses"),
        ("order_line", "order_lines"),
    ],
)
def test_plural(singular: str, expected: str) -> None:
    assert plural(singular) == expected


@pytest.mark.parametrize(
    ("aggregate", "entity", "expected"),
    [
        ("Order", "OrderLine", "line"),
        ("Order", "OrderLineItem", "line_item"),
        ("Order", "Line", "line"),
        ("Order", "Orderly", "orderly"),
        ("Practitioner", "ExceptionalAbsence", "exceptional_absence"),
        ("Order", "Order", "order"),
    ],
)
def test_the_name_of_a_child_inside_its_aggregate(
    aggregate: str, entity: str, expected: str
) -> None:
    assert child(aggregate, entity) == expected


def test_other_forms() -> None:
    assert slug("order_lines") == "order-lines"
    assert words("OrderLine") == words("order_line") == "order line"


def test_database_names_are_cut_to_what_every_database_takes() -> None:
    assert database_name("ordering_order", "number", "unique") == "ordering_order_number_unique"
    long = database_name("patient_records_encounter", "reference", "unique")
    assert long == "patient_records_encou_ff4fd66d"
    assert table_name("ordering", "OrderLine") == "ordering_order_line"


@given(st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True), min_size=1, max_size=4))
def test_a_database_name_is_never_too_long(parts: list[str]) -> None:
    name = database_name(*parts)
    assert len(name) <= 30
    assert name == database_name(*parts)
    assert name[0].isalpha()


def test_what_the_sample_brings_about() -> None:
    (context,) = read(SAMPLE).contexts
    (order,) = context.aggregates
    classes = {each.name for each in generated_class_names(order)}
    assert {
        *("Order", "OrderStatus", "OrderView", "OrderModel", "OrderRepository", "OrderFactory"),
        *("OrderLine", "NewOrderLine", "OrderLineView", "OrderNumberTaken", "OrderPlaced"),
        *("CreateOrder", "CreateOrderHandler", "ListOrders", "PlaceOrderEndpoint", "OrderDeleted"),
    } <= classes
    relations = {each.name for each in generated_relation_names("ordering", order)}
    assert {
        "ordering_order",
        "ordering_order_line",
        "ordering_order_number_unique",
        "ordering_order_default_order",
        database_name("ordering_order_line", "order", "position"),
    } <= relations
    constraints = {each.name for each in generated_constraint_names("ordering", order)}
    assert {"ordering_order_line_quantity", "ordering_order_number_unique"} <= constraints


def test_the_reserved_builtins_are_those_of_this_python() -> None:
    by_site = {"copyright", "credits", "exit", "license", "quit"}
    public = {name for name in dir(builtins) if not name.startswith("_")} - by_site
    functions = {name for name in public if name.islower()}
    classes = public - functions - set(keyword.kwlist)
    assert functions <= reserved.BUILTIN_FUNCTIONS
    assert classes <= reserved.BUILTIN_CLASSES | {"WindowsError"}


@pytest.mark.parametrize("name", ["name", "title", "match", "initial", "instance", "position"])
def test_names_that_do_no_harm_are_free(name: str) -> None:
    assert not reserved.reason(name, reserved.FIELDS)
    assert not reserved.reason(name, reserved.TRANSITIONS)


def test_a_transition_may_be_called_like_a_builtin_that_its_class_does_not_need() -> None:
    assert not reserved.reason("open", reserved.TRANSITIONS)
    assert reserved.reason("tuple", reserved.TRANSITIONS)
