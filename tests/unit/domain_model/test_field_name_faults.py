"""Which fields can not be called as they are, or stand side by side, and the message for it."""

import pytest
from extensions.domain_model import ModelError
from extensions.domain_model import read

MODEL = """\
contexts:
  ordering:
    aggregates:
      Order:
"""

FAULTS = [
    ("", ["line 4: the aggregate `Order` has no fields; write at least one under `fields:`"]),
    (
        "fields: {}",
        ["line 4: the aggregate `Order` has no fields; write at least one under `fields:`"],
    ),
    (
        "fields: [a]",
        ["line 5: `fields` of the aggregate `Order` must be a mapping (`name: ...`), not a list"],
    ),
    (
        "fields: a",
        ["line 5: `fields` of the aggregate `Order` must be a mapping (`name: ...`), not `a`"],
    ),
    (
        "field: {a: int}",
        [
            "line 4: the aggregate `Order` has no fields; write at least one under `fields:`",
            "line 5: the aggregate `Order` has no key `field`; did you mean `fields`?",
        ],
    ),
    (
        "fields: {id: int}",
        [
            "line 5: the field `id` can not be called so: every aggregate has it already; write another name, for instance `order_id`"
        ],
    ),
    (
        "fields: {status: int}",
        [
            "line 5: the field `status` can not be called so: every aggregate has it already; write another name, for instance `order_status`"
        ],
    ),
    (
        "fields: {class: int}",
        [
            "line 5: the field `class` can not be called so: it is a keyword of Python; write another name, for instance `order_class`"
        ],
    ),
    (
        "fields: {type: int}",
        [
            "line 5: the field `type` can not be called so: it would shadow a builtin of Python; write another name, for instance `order_type`"
        ],
    ),
    (
        "fields: {save: int}",
        [
            "line 5: the field `save` can not be called so: Django's models use it; write another name, for instance `order_save`"
        ],
    ),
    (
        "fields: {now: int}",
        [
            "line 5: the field `now` can not be called so: the generated code uses it; write another name, for instance `order_now`"
        ],
    ),
    (
        "fields: {resolve_expression: int}",
        [
            "line 5: the field `resolve_expression` can not be called so: Django's models use it; write another name, for instance `order_resolve_expression`"
        ],
    ),
    (
        "fields: {stub: int}",
        [
            "line 5: the field `stub` can not be called so: the factories of tests have a method of this name; write another name, for instance `order_stub`"
        ],
    ),
    (
        "fields: {order_id: int}",
        [
            "line 5: the field `order_id` can not be called so: it names the aggregate itself; write another name, for instance `order_order_id`"
        ],
    ),
    (
        "fields: {a__b: int}",
        [
            "line 5: the field `a__b` must be snake_case: small letters, digits and single `_`, a letter first, at most 40 characters"
        ],
    ),
    (
        "fields: {a_: int}",
        [
            "line 5: the field `a_` must be snake_case: small letters, digits and single `_`, a letter first, at most 40 characters"
        ],
    ),
    (
        "fields: {_a: int}",
        [
            "line 5: the field `_a` must be snake_case: small letters, digits and single `_`, a letter first, at most 40 characters"
        ],
    ),
    (
        "fields: {aB: int}",
        [
            "line 5: the field `aB` must be snake_case: small letters, digits and single `_`, a letter first, at most 40 characters; write `a_b`"
        ],
    ),
    (
        "fields: {aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: int}",
        [
            "line 5: the field `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` must be snake_case: small letters, digits and single `_`, a letter first, at most 40 characters"
        ],
    ),
    (
        "fields: {2a: int}",
        [
            "line 5: the field `2a` must be snake_case: small letters, digits and single `_`, a letter first, at most 40 characters"
        ],
    ),
    (
        "fields: {ä: int}",
        [
            "line 5: the field `ä` must be snake_case: small letters, digits and single `_`, a letter first, at most 40 characters"
        ],
    ),
    (
        "fields: {my-field: int}",
        [
            "line 5: the field `my-field` must be snake_case: small letters, digits and single `_`, a letter first, at most 40 characters; write `my_field`"
        ],
    ),
    (
        "fields: {limit: int, cursor: int}\nfilters: [limit, visible_to]",
        [
            "line 6: `filters` can not have `limit`: every list has a parameter of this name",
            "line 6: `filters` can not have `visible_to`: the generated code uses it",
        ],
    ),
    (
        "fields: {p: money, p_amount: int}",
        [
            "line 5: the fields `p` and `p_amount` would share the column `p_amount`; rename one of them"
        ],
    ),
    (
        "fields: {s: enum(a), view: enum(a)}",
        [
            "line 5: `OrderView` would be the name of two things: a class of the aggregate Order (line 4) and the values of Order.view; rename one of them"
        ],
    ),
    (
        "fields: {line_a: int(min=1)}\nentities: {OrderLine: {a: int(min=1)}}",
        [
            "line 6: `ordering_order_line_a` would be the name of two things: the constraint of Order.line_a (line 5) and the constraint of OrderLine.a; rename one of them"
        ],
    ),
    (
        "fields: {a: {type: int, renamed_from: x}, b: {type: int, renamed_from: x}}",
        ["line 5: `a` and `b` can not both be renamed from `x`; remove one `renamed_from`"],
    ),
]


@pytest.mark.parametrize(("part", "faults"), FAULTS)
def test_a_broken_part_is_named_with_its_line(part: str, faults: list[str]) -> None:
    with pytest.raises(ModelError) as error:
        read(MODEL + "".join(f"        {line}\n" for line in part.splitlines()))
    assert [str(fault) for fault in error.value.faults] == faults
