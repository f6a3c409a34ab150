"""What states and transitions can not be, and the message for it."""

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
    ("states: []", ["line 13: `states` is empty; name the initial state first, or leave it out"]),
    ("states: [draft, draft]", ["line 13: `states` names `draft` twice; remove one"]),
    ("states: [Draft]", ["line 13: the state `Draft` must be a snake_case name, a letter first"]),
    ("states: {a: b}", ["line 13: `states` must be a list (`[a, b]`), not a mapping"]),
    ("states: [[a]]", ["line 13: `states` must be a list of names, it holds a list"]),
    ("states:", ["line 13: `states` must be a list (`[a, b]`), not empty"]),
    (
        "transitions: {a: b -> c}",
        ["line 13: `transitions` needs states; write `states: [...]`, the initial one first"],
    ),
    (
        "editable_in: [a]",
        ["line 13: `editable_in` needs states; write `states: [...]`, the initial one first"],
    ),
    (
        "states: [x]\neditable_in: [y]",
        ["line 14: `editable_in` names the unknown state `y`; write one of `x`"],
    ),
    ("states: [x, y]\neditable_in: [x, x]", ["line 14: `editable_in` names `x` twice; remove one"]),
    (
        "states: [x, y]\ntransitions: {go: x}",
        [
            "line 14: the transition `go`: expected `|` or `->`, found the end; write it as `draft | placed -> cancelled`"
        ],
    ),
    (
        "states: [x, y]\ntransitions: {go: x -> z}",
        ["line 14: the transition `go` names the unknown state `z`; write one of `x`, `y`"],
    ),
    (
        "states: [x, y]\ntransitions: {go: x | x -> y}",
        ["line 14: the transition `go` names a state twice before `->`; remove one"],
    ),
    (
        "states: [x, y]\ntransitions: {go: }",
        ["line 14: the transition `go` has no states; write it as `draft | placed -> cancelled`"],
    ),
    (
        "states: [x, y]\ntransitions: {go: [x, y]}",
        ["line 14: the transition `go` has no states; write it as `draft | placed -> cancelled`"],
    ),
    (
        "states: [x, y]\ntransitions: {go: {from: x}}",
        ["line 14: the transition `go` has no `to`; write `{from: [draft], to: placed}`"],
    ),
    (
        "states: [x, y]\ntransitions: {go: {from: [], to: y}}",
        ["line 14: `from` of the transition `go` is empty; name a state"],
    ),
    (
        "states: [x, y]\ntransitions: {go: {from: x, to: y, event: bad}}",
        ["line 14: `event` of the transition `go` must be a PascalCase name, not `bad`"],
    ),
    (
        "states: [x, y]\ntransitions: {go: {from: x, to: y, evnt: Bad}}",
        ["line 14: the transition `go` has no key `evnt`; did you mean `event`?"],
    ),
    (
        "states: [x, y]\ntransitions: {go: x => y}",
        [
            "line 14: the transition `go`: expected `|` or `->`, found `=`; write it as `draft | placed -> cancelled`"
        ],
    ),
    (
        "states: [x, y]\ntransitions: {go: x -> y, run: x -> y}",
        [
            "line 14: `OrderY` would be the name of two things: the event of the transition go of Order (line 14) and the event of the transition run of Order; name its event: `{from: [...], to: ..., event: ...}`"
        ],
    ),
    (
        "states: [x, created]\ntransitions: {go: x -> created}",
        [
            "line 14: `OrderCreated` would be the name of two things: the event of the operation create of Order (line 4) and the event of the transition go of Order; name its event: `{from: [...], to: ..., event: ...}`"
        ],
    ),
    (
        "states: [x, y]\ntransitions: {create: x -> y}",
        [
            "line 14: `CreateOrder` would be the name of two things: the operation create of Order (line 4) and the transition create of Order; rename one of them",
            "line 14: the transition `create` can not be called so: it is the name of an operation; write another name, for instance `create_order`",
        ],
    ),
    (
        "states: [x, y]\ntransitions: {a: x -> y}",
        [
            "line 14: the transition `a` can not be called so: it is a field; write another name, for instance `a_order`"
        ],
    ),
    (
        "states: [x, y]\ntransitions: {Go: x -> y}",
        [
            "line 14: the transition `Go` must be snake_case: small letters, digits and single `_`, a letter first, at most 40 characters; write `go`"
        ],
    ),
    (
        "states: [x, y]\ntransitions: {import: x -> y}",
        [
            "line 14: the transition `import` can not be called so: it is a keyword of Python; write another name, for instance `import_order`"
        ],
    ),
    (
        "states: [x, y]\ntransitions: {dt: x -> y}",
        [
            "line 14: the transition `dt` can not be called so: it would shadow what the aggregate's own class needs; write another name, for instance `dt_order`"
        ],
    ),
    (
        "states: [x, y]\ntransitions: {go: {from: x, to: y, event: Money}}",
        [
            "line 14: the event of the transition go of Order would be called `Money`, but the shared kernel has a class of this name; name its event: `{from: [...], to: ..., event: ...}`"
        ],
    ),
    (
        "states: [x, y]\ntransitions: [go]",
        ["line 14: `transitions` must be a mapping (`name: ...`), not a list"],
    ),
]


@pytest.mark.parametrize(("part", "faults"), FAULTS)
def test_a_broken_part_is_named_with_its_line(part: str, faults: list[str]) -> None:
    with pytest.raises(ModelError) as error:
        read(MODEL + "".join(f"        {line}\n" for line in part.splitlines()))
    assert [str(fault) for fault in error.value.faults] == faults


@pytest.mark.parametrize(
    "part",
    [
        "states: draft",
        "states: [on, no]\ntransitions: {open: on -> no}",
        "states: [x, y]\ntransitions: {stay: x | y -> x}",
    ],
)
def test_what_looks_odd_and_is_right(part: str) -> None:
    model = read(MODEL + "".join(f"        {line}\n" for line in part.splitlines()))
    assert model.contexts[0].aggregates[0].name == "Order"
