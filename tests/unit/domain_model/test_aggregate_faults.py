"""What an aggregate can not say of its fields, and the message for it."""

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
        "colour: red",
        [
            "line 13: the aggregate `Order` has no key `colour`; write one of `fields`, `plural`, `unique`, `entities`, `states`, `transitions`, `editable_in`, `operations`, `filters`, `order_by`, `owner`, `renamed_from`"
        ],
    ),
    (
        "plural: Orders",
        ["line 13: `plural` of the aggregate `Order` must be a snake_case name, not `Orders`"],
    ),
    (
        "plural: order",
        [
            "line 4: the plural `order` of `Order` can not be used: it is the singular, too; write another one as `plural:`"
        ],
    ),
    (
        "plural: list",
        [
            "line 4: the plural `list` of `Order` can not be used: a variable of this name would shadow a builtin of Python; write another one as `plural:`"
        ],
    ),
    ("plural: [a]", ["line 13: `plural` of the aggregate `Order` must be a text, not a list"]),
    ("plural:", ["line 13: `plural` of the aggregate `Order` must be a text, not empty"]),
    (
        "owner: x",
        [
            "line 13: `owner` names `x`, which is no field of Order; write one of `a`, `b`, `m`, `t`, `u`, `uo`, `s`"
        ],
    ),
    ("owner: a", ["line 13: `owner` must name a required `uuid` field without a default, not `a`"]),
    (
        "owner: uo",
        ["line 13: `owner` must name a required `uuid` field without a default, not `uo`"],
    ),
    ("owner:", ["line 13: `owner` of Order must be a text, not empty"]),
    ("owner: [u]", ["line 13: `owner` of Order must be a text, not a list"]),
    (
        "unique: a",
        [
            "line 13: `unique` must be a list of lists; write `unique: [[a, b]]`, and the modifier `unique` behind a field that is so by itself"
        ],
    ),
    (
        "unique: [a, s]",
        [
            "line 13: `unique` must be a list of lists; write `unique: [[a, b]]`, and the modifier `unique` behind a field that is so by itself"
        ],
    ),
    ("unique: [[a]]", ["line 13: `unique` needs two or more fields; write `unique` behind `a`"]),
    ("unique: [[]]", ["line 13: `unique` has an empty list; remove it"]),
    ("unique: [[a, s], [s, a]]", ["line 13: `unique` has these fields twice; remove one"]),
    (
        "unique: [[a, b]]",
        ["line 13: `unique` can not have `b`: it is optional; remove `?` from its type"],
    ),
    ("unique: [[a, m]]", ["line 13: `unique` can not have `m`: money is an amount and a currency"]),
    (
        "unique: [[a, t]]",
        [
            "line 13: `unique` can not have `t`: a `text` can be too long for an index; make it a `str(n)`"
        ],
    ),
    (
        "unique: [[a, zz]]",
        [
            "line 13: `unique` names `zz`, which is no field of Order; write one of `a`, `b`, `m`, `t`, `u`, `uo`, `s`"
        ],
    ),
    ("unique: [[a, a]]", ["line 13: `unique` names `a` twice; remove one"]),
    ("unique: [[a, {b: c}]]", ["line 13: `unique` must be a list of names, it holds a mapping"]),
    (
        "unique: [a, [a, s]]",
        [
            "line 13: `unique` must be a list of lists; write `unique: [[a, b]]`, and the modifier `unique` behind a field that is so by itself"
        ],
    ),
    (
        "operations: []",
        ["line 13: `operations` is empty; name at least one, or leave it out for all of them"],
    ),
    (
        "operations: [creat, list]",
        ["line 13: there is no operation `creat`; did you mean `create`?"],
    ),
    ("operations: [list, list]", ["line 13: `operations` names `list` twice; remove one"]),
    ("operations: {a: b}", ["line 13: `operations` must be a list (`[a, b]`), not a mapping"]),
    ("operations:", ["line 13: `operations` must be a list (`[a, b]`), not empty"]),
    ("filters: [a, a]", ["line 13: `filters` names `a` twice; remove one"]),
    ("filters: [m]", ["line 13: `filters` can not have `m`: money is an amount and a currency"]),
    (
        "filters: [status]",
        [
            "line 13: `filters` names `status`, which is no field of Order; write one of `a`, `b`, `m`, `t`, `u`, `uo`, `s`"
        ],
    ),
    (
        "filters: [x]",
        [
            "line 13: `filters` names `x`, which is no field of Order; write one of `a`, `b`, `m`, `t`, `u`, `uo`, `s`"
        ],
    ),
    (
        "order_by: [-b]",
        ["line 13: `order_by` can not have `b`: it is optional; remove `?` from its type"],
    ),
    ("order_by: [m]", ["line 13: `order_by` can not have `m`: money is an amount and a currency"]),
    ("order_by: [a, -a]", ["line 13: `order_by` names `a` twice; remove one"]),
    ("order_by: []", ["line 13: `order_by` is empty; name at least one, or leave it out"]),
    (
        "order_by: [updated_at]",
        [
            "line 13: `order_by` names `updated_at`, which is no field of Order; write one of `a`, `b`, `m`, `t`, `u`, `uo`, `s`"
        ],
    ),
    (
        "order_by: [status]",
        [
            "line 13: `order_by` names `status`, which is no field of Order; write one of `a`, `b`, `m`, `t`, `u`, `uo`, `s`"
        ],
    ),
    (
        "order_by: [--a]",
        ["line 13: `order_by` names `-a`, which is no field of Order; did you mean `a`?"],
    ),
    ("order_by:", ["line 13: `order_by` must be a list (`[a, b]`), not empty"]),
    (
        "renamed_from: order",
        ["line 13: `renamed_from` of the aggregate `Order` must be a PascalCase name, not `order`"],
    ),
    (
        "renamed_from: Order",
        ["line 4: `Order` can not be renamed from itself; remove `renamed_from`"],
    ),
]


@pytest.mark.parametrize(("part", "faults"), FAULTS)
def test_a_broken_part_is_named_with_its_line(part: str, faults: list[str]) -> None:
    with pytest.raises(ModelError) as error:
        read(MODEL + "".join(f"        {line}\n" for line in part.splitlines()))
    assert [str(fault) for fault in error.value.faults] == faults


@pytest.mark.parametrize("part", ["filters: a", "filters: []", "order_by: -a", "plural: sheep"])
def test_what_looks_odd_and_is_right(part: str) -> None:
    model = read(MODEL + "".join(f"        {line}\n" for line in part.splitlines()))
    assert model.contexts[0].aggregates[0].name == "Order"
