"""What can not stand together in a model, and that all faults are told at once."""

from textwrap import dedent

import pytest
from extensions.domain_model import ModelError
from extensions.domain_model import read


def faults_of(text: str) -> list[str]:
    with pytest.raises(ModelError) as error:
        read(text)
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x", "line 1: the model must be a mapping (`name: ...`), not `x`"),
        ("[a]", "line 1: the model must be a mapping (`name: ...`), not a list"),
        ("contexts: [a]", "line 1: `contexts` must be a mapping (`name: ...`), not a list"),
        ("context: {}", "line 1: the model has no key `context`; did you mean `contexts`?"),
        ("contexts: {a: b}", "line 1: the context `a` must be a mapping (`name: ...`), not `b`"),
        (
            "contexts: {a: {aggregates: [x]}}",
            "line 1: `aggregates` of the context `a` must be a mapping (`name: ...`), not a list",
        ),
        (
            "contexts: {a: {aggregates: {X: y}}}",
            "line 1: the aggregate `X` must be a mapping (`name: ...`), not `y`",
        ),
        (
            "contexts: {a: {aggregats: {}}}",
            "line 1: the context `a` has no key `aggregats`; did you mean `aggregates`?",
        ),
        (
            "contexts: {Sales: {}}",
            "line 1: the context `Sales` must be snake_case: small letters, digits and single `_`,"
            " a letter first, at most 40 characters; write `sales`",
        ),
        (
            "contexts: {admin: {}}",
            "line 1: the context `admin` can not be called so: an installed Django app has this"
            " label; write another name, for instance `admin_context`",
        ),
        (
            "contexts: {import: {}}",
            "line 1: the context `import` can not be called so: it is a keyword of Python; write"
            " another name, for instance `import_context`",
        ),
        (
            "contexts: {a: {renamed_from: B}}",
            "line 1: `renamed_from` of the context `a` must be a snake_case name, not `B`",
        ),
        (
            "contexts: {a: {renamed_from: c}, b: {renamed_from: c}}",
            "line 1: `a` and `b` can not both be renamed from `c`; remove one `renamed_from`",
        ),
    ],
)
def test_broken_contexts(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


def model_of(*aggregates: str) -> str:
    """A model with one aggregate a line, from line 4 on."""
    lines = [f"      {aggregate}" for aggregate in aggregates]
    return "\n".join(["contexts:", "  a:", "    aggregates:", *lines])


@pytest.mark.parametrize(
    ("aggregates", "fault"),
    [
        (
            ["B: {fields: {x: int}}", "Bs: {fields: {x: int}}"],
            "line 4: `bs` would be the name of two things: the aggregate Bs (line 5) and the plural"
            " of B; write another `plural:`",
        ),
        (
            ["B: {fields: {x: int}, plural: things}", "C: {fields: {x: int}, plural: things}"],
            "line 5: `things` would be the name of two things: the plural of B (line 4) and the"
            " plural of C; write another `plural:`",
        ),
        (
            ["ABTest: {fields: {x: int}}", "AbTest: {fields: {x: int}}"],
            "line 5: `ab_test` would be the name of two things: the aggregate ABTest (line 4) and"
            " the aggregate AbTest; rename one of them",
        ),
        (
            [
                "B: {fields: {x: int}, entities: {Line: {x: int}}}",
                "C: {fields: {x: int}, entities: {Line: {x: int}}}",
            ],
            "line 5: `Line` would be the name of two things: the entity Line (line 4) and the"
            " entity Line; rename one of them",
        ),
        (
            ["B: {fields: {x: int}}", "BView: {fields: {x: int}}"],
            "line 5: `BView` would be the name of two things: a class of the aggregate B (line 4)"
            " and the aggregate BView; rename one of them",
        ),
        (
            ["AConfig: {fields: {x: int}}"],
            "line 4: `AConfig` would be the name of two things: the context a (line 2) and the"
            " aggregate AConfig; rename one of them",
        ),
        (
            ["Return: {fields: {x: int}}"],
            "line 4: the aggregate `Return` can not be called so: a variable of this name would be"
            " a keyword of Python; write another name, for instance `AReturn`",
        ),
        (
            ["Page: {fields: {x: int}}"],
            "line 4: the aggregate `Page` can not be called so: the shared kernel has a class of"
            " this name; write another name, for instance `APage`",
        ),
        (
            ["Warning: {fields: {x: int}}"],
            "line 4: the aggregate `Warning` can not be called so: it is a builtin of Python; write"
            " another name, for instance `AWarning`",
        ),
        (
            ["order-line: {fields: {x: int}}"],
            "line 4: the aggregate `order-line` must be PascalCase: letters and digits, a capital"
            " first, at most 40 characters; write `OrderLine`",
        ),
        (
            ["Größe: {fields: {x: int}}"],
            "line 4: the aggregate `Größe` must be PascalCase: letters and digits, a capital"
            " first, at most 40 characters",
        ),
        (
            ["Invalid: {fields: {value: enum(x)}}"],
            "line 4: the values of Invalid.value would be called `InvalidValue`, but the shared"
            " kernel has a class of this name; rename one of them",
        ),
        (
            ["B: {fields: {x: int unique, y: int}, unique: [[x, y]]}"],
            "line 4: `unique` needs no other field beside `x`, which is `unique` by itself; remove"
            " one of the two",
        ),
        (
            ["B: {fields: {x: ref(c.D)}}"],
            "line 4: field `x`: there is no aggregate `c.D`; write one of `a.B`",
        ),
    ],
)
def test_aggregates_that_do_not_go_together(aggregates: list[str], fault: str) -> None:
    assert faults_of(model_of(*aggregates)) == [fault]


def test_tables_of_two_contexts_that_meet() -> None:
    text = """\
        contexts:
          sales:
            aggregates:
              OrderLine: {fields: {x: int}}
          sales_order:
            aggregates:
              Line: {fields: {x: int}}
        """
    assert faults_of(dedent(text)) == [
        "line 7: `sales_order_line` would be the name of two things: the table of OrderLine (line"
        " 4) and the table of Line; rename one of them"
    ]


def test_modules_of_two_contexts_that_meet() -> None:
    assert faults_of("contexts:\n  sales: {}\n  sales_rows: {}") == [
        "line 2: `sales_rows` would be the name of two things: the context sales_rows (line 3) and"
        " a module of the context sales; rename one of them"
    ]


def test_tables_of_django_are_left_alone() -> None:
    text = "contexts: {auth_group: {aggregates: {Permissions: {fields: {x: int}}}}}"
    assert faults_of(text) == [
        "line 1: `auth_group_permissions` would be the name of two things: a table of Django and"
        " the table of Permissions; rename one of them"
    ]


def test_broken_elements_are_not_called_missing() -> None:
    text = """\
        contexts:
          ordering:
            aggregates:
              Order:
                fields:
                  number: strng(20)
                  customer_id: uuid unik
                  invoice_id: ref(billing.Invoice)
                  product_id: ref(catalog.Product)
                states: 3
                filters: [number, customer_id, status]
                order_by: [number]
                owner: customer_id
                unique: [[number, customer_id]]
          billing:
            aggregates:
              Invoice: no
          catalog: no
        """
    assert [fault.partition(";")[0] for fault in faults_of(dedent(text))] == [
        "line 6: field `number`: there is no type `strng`",
        "line 7: field `customer_id`: there is no modifier `unik`",
        "line 10: the state `3` must be a snake_case name, a letter first",
        "line 17: the aggregate `Invoice` must be a mapping (`name: ...`), not `no`",
        "line 18: the context `catalog` must be a mapping (`name: ...`), not `no`",
    ]


def test_the_message_of_the_error_is_all_faults_by_line() -> None:
    text = model_of("B: {fields: {x: nt, y: it}, filters: [z]}", "c: {fields: {x: int}}")
    with pytest.raises(ModelError) as error:
        read(text)
    assert str(error.value).splitlines() == faults_of(text)
    assert [fault.line for fault in error.value.faults] == [4, 4, 4, 5]


@pytest.mark.parametrize("plural", ["series", "people"])
def test_an_irregular_plural_is_given(plural: str) -> None:
    model = read(model_of(f"Thing: {{fields: {{x: int}}, plural: {plural}}}"))
    assert model.contexts[0].aggregates[0].plural == plural
