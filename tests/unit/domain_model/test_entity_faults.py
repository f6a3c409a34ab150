"""What entities can not be, and the message for it."""

import pytest
from extensions.domain_model import ModelError
from extensions.domain_model import read

MODEL = """\
contexts:
  ordering:
    aggregates:
      Order:
        fields:
          a: int
          b: int?
          m: money
          t: text
          u: uuid
          uo: uuid?
          s: str(5)
"""

FAULTS = [
    (
        "entities: {line: {x: int}}",
        [
            "line 13: the entity `line` must be PascalCase: letters and digits, a capital first, at most 40 characters; write `Line`"
        ],
    ),
    (
        "entities: {Order: {x: int}}",
        [
            "line 13: `Order` would be the name of two things: the aggregate Order (line 4) and the entity Order; rename one of them"
        ],
    ),
    (
        "entities: {Line: {}}",
        ["line 13: the entity `Line` has no fields; write at least one below it"],
    ),
    (
        "entities: {Line: }",
        ["line 13: the entity `Line` has no fields; write at least one below it"],
    ),
    (
        "entities: {Line: x}",
        ["line 13: the entity `Line` must be a mapping (`name: ...`), not `x`"],
    ),
    (
        "entities: {A: {x: int}, OrderA: {y: int}}",
        [
            "line 13: the plural `as` of `A` can not be used: it is a keyword of Python; write `{fields: {...}, plural: ...}` with another one",
            "line 13: the plural `as` of `OrderA` can not be used: it is the plural of A; write `{fields: {...}, plural: ...}` with another one",
        ],
    ),
    (
        "entities: {Money: {x: int}}",
        [
            "line 13: the entity `Money` can not be called so: the shared kernel has a class of this name; write another name, for instance `OrderMoney`"
        ],
    ),
    (
        "entities: {Return: {x: int}}",
        [
            "line 13: the entity `Return` can not be called so: a variable of this name would be a keyword of Python; write another name, for instance `OrderReturn`"
        ],
    ),
    (
        "entities: {OrderLine: {plural: rows_of_it, x: int}}",
        [
            "line 13: the entity `OrderLine` has `plural` among its fields; write `{fields: {...}, plural: rows_of_it}`"
        ],
    ),
    (
        "entities: {OrderLine: {values: int}}",
        [
            "line 13: the field `values` can not be called so: entities check their fields by a module of this name; write another name, for instance `order_line_values`"
        ],
    ),
    (
        "entities: {S: {x: int}, OrderLine: {order: int, order_id: int, position: int, y: int immutable, z: int unique index}}",
        [
            "line 13: field `y`: remove `immutable`: an entity never changes, it is replaced as a whole",
            "line 13: field `z`: a field of an entity can not be `unique`; only an aggregate's can, or `index`",
            "line 13: the field `order_id` can not be called so: it leads to the aggregate; write another name, for instance `order_line_order_id`",
            "line 13: the field `order` can not be called so: it leads to the aggregate; write another name, for instance `order_line_order`",
            "line 13: the field `position` can not be called so: every entity has it already; write another name, for instance `order_line_position`",
        ],
    ),
    (
        "entities: {Line: {fields: {x: int}, plural: a, plurl: b}}",
        [
            "line 13: the entity `Line` has no key `plurl`; did you mean `plural`?",
            "line 13: the plural `a` of `Line` can not be used: it is a field; write `{fields: {...}, plural: ...}` with another one",
        ],
    ),
    (
        "entities: {Line: {fields: {x: int}, plural: id}}",
        [
            "line 13: the plural `id` of `Line` can not be used: every aggregate has it already; write `{fields: {...}, plural: ...}` with another one"
        ],
    ),
    (
        "entities: [Line]",
        ["line 13: `entities` of Order must be a mapping (`name: ...`), not a list"],
    ),
    (
        "entities: {OrderView: {x: int}}",
        [
            "line 13: `OrderView` would be the name of two things: a class of the aggregate Order (line 4) and the entity OrderView; rename one of them"
        ],
    ),
    (
        "entities: {OrderEvents: {x: int}}",
        [
            "line 13: `OrderEvents` would be the name of two things: a class of the aggregate Order (line 4) and the entity OrderEvents; rename one of them"
        ],
    ),
    (
        "entities: {Line: {x: int}}\nstates: [x]\ntransitions: {lines: x -> x}",
        [
            "line 15: the transition `lines` can not be called so: it is the plural of Line; write another name, for instance `lines_order`"
        ],
    ),
]


@pytest.mark.parametrize(("part", "faults"), FAULTS)
def test_a_broken_part_is_named_with_its_line(part: str, faults: list[str]) -> None:
    with pytest.raises(ModelError) as error:
        read(MODEL + "".join(f"        {line}\n" for line in part.splitlines()))
    assert [str(fault) for fault in error.value.faults] == faults


@pytest.mark.parametrize(
    "part", ["entities: {Line: {x: int index}}", "entities: {OrderLine: {line: int}}"]
)
def test_what_looks_odd_and_is_right(part: str) -> None:
    model = read(MODEL + "".join(f"        {line}\n" for line in part.splitlines()))
    assert model.contexts[0].aggregates[0].name == "Order"
