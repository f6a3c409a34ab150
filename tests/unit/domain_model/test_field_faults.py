"""What a field can not say, and the message for it."""

import pytest
from extensions.domain_model import ModelError
from extensions.domain_model import read

MODEL = """\
contexts:
  ordering:
    aggregates:
      Order:
        fields:
          x: """

FAULTS = [
    ("", ["write its type behind it, for instance `str(200)`"]),
    ("strng(3)", ["there is no type `strng`; did you mean `str`?"]),
    (
        "string(20)",
        ['there is no type `string`; write str(20), str(20, min=1) or str(20, pattern="[A-Z]+")'],
    ),
    ("Decimal(3,1)", ["there is no type `Decimal`; did you mean `decimal`?"]),
    ("str", ['`str` needs its length; write str(20), str(20, min=1) or str(20, pattern="[A-Z]+")']),
    ("str()", ["expected an argument, found `)`"]),
    ("str(0)", ["the length of `str` must be a whole number from 1 to 10,000, not `0`"]),
    ("str(10001)", ["the length of `str` must be a whole number from 1 to 10,000, not `10001`"]),
    ("str(3.5)", ["the length of `str` must be a whole number from 1 to 10,000, not `3.5`"]),
    (
        "str(20, 30)",
        [
            '`str` takes no argument `30`; write str(20), str(20, min=1) or str(20, pattern="[A-Z]+")'
        ],
    ),
    (
        'str("a")',
        [
            '`str` can not have `"a"` as its length; write str(20), str(20, min=1) or str(20, pattern="[A-Z]+")'
        ],
    ),
    ("str(20, min=21)", ["`min` of `str(20)` must be a whole number from 0 to 20, not `21`"]),
    ("str(20, min=-1)", ["`min` of `str(20)` must be a whole number from 0 to 20, not `-1`"]),
    (
        "str(20, max=3)",
        [
            '`str` takes no argument `max=`; write str(20), str(20, min=1) or str(20, pattern="[A-Z]+")'
        ],
    ),
    (
        "str(20, min=1, min=2)",
        ['`str` has `min=` twice; write str(20), str(20, min=1) or str(20, pattern="[A-Z]+")'],
    ),
    (
        "str(20, pattern=abc)",
        [
            '`str` can not have `abc` as its pattern; write str(20), str(20, min=1) or str(20, pattern="[A-Z]+")'
        ],
    ),
    (
        'str(20, pattern="[")',
        ["the pattern is not a regular expression: unterminated character set at position 0"],
    ),
    (
        'str(3, pattern="(?i)[a-f]{3}")',
        [
            "the pattern is not a regular expression: global flags not at the start of the"
            " expression at position 5"
        ],
    ),
    (
        'str(5, pattern="[0-9]{20}")',
        [
            "no text of 0 to 5 characters was found that the pattern matches, and the tests of the"
            " service need one; write a simpler pattern"
        ],
    ),
    (
        'str(20, pattern="a{99999999999}")',
        ["the pattern is not a regular expression: the repetition number is too large"],
    ),
    (
        f'str(20, pattern="{"(" * 300}a{")" * 300}")',
        ["the pattern is nested deeper than 20 levels; write a simpler one"],
    ),
    ("int(min=5, max=1)", ["`min` (5) is greater than `max` (1); exchange them"]),
    (
        "int(max=2147483648)",
        [
            "`max` of `int` must be a whole number from -2,147,483,648 to 2,147,483,647, not `2147483648`"
        ],
    ),
    (
        "int(min=1.5)",
        ["`min` of `int` must be a whole number from -2,147,483,648 to 2,147,483,647, not `1.5`"],
    ),
    ("int(3)", ["`int` takes no argument `3`; write int or int(min=1, max=10)"]),
    (
        "decimal",
        [
            "`decimal` needs its digits and places; write decimal(8, 2) or decimal(8, 2, min=0, max=100)"
        ],
    ),
    (
        "decimal(5)",
        ["`decimal` needs its places; write decimal(8, 2) or decimal(8, 2, min=0, max=100)"],
    ),
    ("decimal(39, 2)", ["the digits of `decimal` must be a whole number from 1 to 38, not `39`"]),
    (
        "decimal(5, 6)",
        [
            "the places of `decimal` (all 5 digits counted) must be a whole number from 0 to 5, not `6`"
        ],
    ),
    (
        "decimal(5, 2, min=0.001)",
        ["`min` must be a number of at most 5 digits, 2 of them behind the point, not `0.001`"],
    ),
    (
        "decimal(5, 2, max=1000)",
        ["`max` must be a number of at most 5 digits, 2 of them behind the point, not `1000`"],
    ),
    ("decimal(5, 2, min=2, max=1)", ["`min` (2) is greater than `max` (1); exchange them"]),
    ("bool(3)", ["`bool` takes no argument `3`; write bool"]),
    ("text(20)", ["`text` takes no argument `20`; write text"]),
    ("money(places=9)", ["the places of `money` must be a whole number from 0 to 8, not `9`"]),
    ("money(2)", ["`money` takes no argument `2`; write money or money(places=2)"]),
    ("enum", ["`enum` needs its members; write enum(small, large)"]),
    ("enum(a, a)", ["the member `a` is there twice; remove one"]),
    ("enum(A)", ["the member `A` must be snake_case, a letter first"]),
    ("enum(3)", ["the member `3` must be snake_case, a letter first"]),
    ("enum(a, b=c)", ["`enum` takes no argument `b=`"]),
    ("ref", ["`ref` needs its target; write ref(context.Aggregate)"]),
    (
        "ref(Order)",
        ["`ref` needs a context and an aggregate, not `Order`; write ref(context.Aggregate)"],
    ),
    (
        "ref(ordering.order)",
        [
            "`ref` needs a context and an aggregate, not `ordering.order`; write ref(context.Aggregate)"
        ],
    ),
    (
        "ref(ordering.Ordr)",
        ["there is no aggregate `ordering.Ordr`; did you mean `ordering.Order`?"],
    ),
    ("ref(ordering.Order, b)", ["`ref` takes no argument `b`; write ref(context.Aggregate)"]),
    (
        "ref(billing.Invoice)",
        ["there is no aggregate `billing.Invoice`; write one of `ordering.Order`"],
    ),
    ("int unique unique", ["it is `unique` twice; remove one"]),
    ("int uniq", ["there is no modifier `uniq`; did you mean `unique`?"]),
    ("int nullable", ["there is no modifier `nullable`; write `?` behind the type"]),
    (
        "int required",
        ["there is no modifier `required`; every field without `?` is required, so leave it out"],
    ),
    ("money unique", ["it can not be `unique`: money is an amount and a currency"]),
    ("money index", ["it can not be `index`: money is an amount and a currency"]),
    (
        "text index",
        ["it can not be `index`: a `text` can be too long for an index; make it a `str(n)`"],
    ),
    (
        "text unique",
        ["it can not be `unique`: a `text` can be too long for an index; make it a `str(n)`"],
    ),
    (
        "str(501) unique",
        [
            "it can not be `unique`: a `str` longer than 500 can be too long for an index; make it shorter"
        ],
    ),
    ("int? = 3", ["a field with a default can not be optional; remove `?` or the default"]),
    (
        "int = a",
        ["the default must be a whole number from -2,147,483,648 to 2,147,483,647, not `a`"],
    ),
    (
        "int = 1.5",
        ["the default must be a whole number from -2,147,483,648 to 2,147,483,647, not `1.5`"],
    ),
    ("int(max=3) = 4", ["the default must be a whole number from -2,147,483,648 to 3, not `4`"]),
    ("int = ", ["expected a default, found the end"]),
    ("int =", ["expected a default, found the end"]),
    ("int = 1 2", ["expected a modifier or `=` and a default, found `2`"]),
    (
        "money = 0 EUR index",
        ["found `index` behind the default; modifiers stand before the `=`"],
    ),
    (
        "str(3) unique?",
        ["the `?` stands directly behind the type, before the modifiers"],
    ),
    ("int 3", ["expected a modifier or `=` and a default, found `3`"]),
    (
        "decimal(5, 2) = 0.001",
        [
            "the default must be a number of at most 5 digits, 2 of them behind the point, not `0.001`"
        ],
    ),
    ("decimal(5, 2, min=1) = 0", ["the default 0 is less than `min` (1)"]),
    ("decimal(5, 2, max=1) = 2", ["the default 2 is greater than `max` (1)"]),
    (
        'decimal(5, 2) = "1"',
        ['the default must be a number of at most 5 digits, 2 of them behind the point, not `"1"`'],
    ),
    ("bool = yes", ["the default must be `true` or `false`, not `yes`"]),
    ("bool = 1", ["the default must be `true` or `false`, not `1`"]),
    ("enum(a, b) = c", ["the default must be one of `a`, `b`, not `c`"]),
    ('enum(a, b) = "a"', ['the default must be one of `a`, `b`, not `"a"`']),
    (
        "money = 0",
        ["the default must be an amount and three capital letters; write for instance `0 EUR`"],
    ),
    (
        "money = 0 eur",
        ["the default must be an amount and three capital letters; write for instance `0 EUR`"],
    ),
    (
        "money = 0.001 EUR",
        [
            "the default's amount must be a number of at most 15 digits, 2 of them behind the point, not `0.001`"
        ],
    ),
    (
        "money = EUR",
        ["the default must be an amount and three capital letters; write for instance `0 EUR`"],
    ),
    (
        "money = 10000000000000 EUR",
        [
            "the default's amount must be a number of at most 15 digits, 2 of them behind the point, not `10000000000000`"
        ],
    ),
    (
        "ref(ordering.Order) = x",
        ["a `ref` has no default; remove it, or make the field optional with `?`"],
    ),
    ("str(5) = abc", ["the default of `str` must be a text in double quotes, not `abc`"]),
    ('str(5) = "abcdef"', ["the default has 6 characters, it must have 0 to 5"]),
    ('str(5, min=2) = "a"', ["the default has 1 characters, it must have 2 to 5"]),
    ('str(5, pattern="[a-z]+") = "A"', ["the default `A` does not match the pattern `[a-z]+`"]),
    (
        '"str(5) = \\"\\0\\""',
        ["the default holds a character that no database stores (NUL or half a surrogate pair)"],
    ),
    ('email = "a@b"', ["the default must be an e-mail address, not `a@b`"]),
    ('url = "example.com"', ["the default must be an http or https address, not `example.com`"]),
    (
        'url = "ftp://example.com"',
        ["the default must be an http or https address, not `ftp://example.com`"],
    ),
    (
        'uuid = "12"',
        ['the default must be a text like "00000000-0000-0000-0000-000000000001", not `12`'],
    ),
    (
        "uuid = now",
        [
            'the default of `uuid` must be a text like "00000000-0000-0000-0000-000000000001", not `now`'
        ],
    ),
    ("date = now", ['the default of `date` must be `today` or a day like "2026-01-31", not `now`']),
    (
        'date = "2026-02-30"',
        ['the default must be `today` or a day like "2026-01-31", not `2026-02-30`'],
    ),
    (
        'date = "2026-1-1"',
        ['the default must be `today` or a day like "2026-01-31", not `2026-1-1`'],
    ),
    (
        "datetime = today",
        [
            'the default of `datetime` must be `now` or a moment with its offset like "2026-01-31T08:00:00Z", not `today`'
        ],
    ),
    (
        'datetime = "2026-01-01"',
        [
            'the default must be `now` or a moment with its offset like "2026-01-31T08:00:00Z", not `2026-01-01`'
        ],
    ),
    (
        'datetime = "2026-01-01T00:00:00"',
        [
            'the default must be `now` or a moment with its offset like "2026-01-31T08:00:00Z", not `2026-01-01T00:00:00`'
        ],
    ),
    (
        'datetime = "0001-01-01T00:00:00+10:00"',
        [
            'the default must be `now` or a moment with its offset like "2026-01-31T08:00:00Z", not `0001-01-01T00:00:00+10:00`'
        ],
    ),
    ("text = hello", ["the default of `text` must be a text in double quotes, not `hello`"]),
    (
        'text = "a # b',
        [
            'the text `"a` has no closing quote; close it (and if it holds ` #` or `: `, put the'
            " whole value in single quotes)"
        ],
    ),
    (
        "int(min=1",
        [
            "expected `,` or `)`, found the end; close the parenthesis (and inside `{...}`, put the whole value in quotes)"
        ],
    ),
    ("int)", ["expected a modifier or `=` and a default, found `)`"]),
    (
        "int(",
        [
            "expected an argument, found the end; close the parenthesis (and inside `{...}`, put the whole value in quotes)"
        ],
    ),
    ("int; unique", ["`;` can not stand here (before ` unique`)"]),
    ("[int]", ["write its type behind it, for instance `str(200)`"]),
    (
        "int(min=9999999999999999999999999)",
        [
            "`min` of `int` must be a whole number from -2,147,483,648 to 2,147,483,647, not `9999999999999999999999999`"
        ],
    ),
    (
        '{type: "int", unique: yes}',
        ["`unique` of the field `x` must be `true` or `false`, not `yes`"],
    ),
    (
        "{typ: int}",
        [
            'write its type, for instance `type: "str(200)"`',
            "the field `x` has no key `typ`; did you mean `type`?",
        ],
    ),
    (
        "{type: int, default: 1.5}",
        ["the default must be a whole number from -2,147,483,648 to 2,147,483,647, not `1.5`"],
    ),
    (
        "{type: int, default: }",
        ["`default` must be a value; write `default: ''` for an empty text"],
    ),
    (
        '{type: "int?", default: 1}',
        ["a field with a default can not be optional; remove `?` or the default"],
    ),
    (
        '{type: date, default: "today"}',
        ['the default must be `today` or a day like "2026-01-31", not `today`'],
    ),
    ("{type: [int]}", ['write its type, for instance `type: "str(200)"`']),
    (
        '{type: "int("}',
        [
            "expected an argument, found the end; close the parenthesis (and inside `{...}`, put the whole value in quotes)"
        ],
    ),
    ('{type: "int unique"}', ["expected the end, found `unique`"]),
    (
        "{type: int(min=1, max=2)}",
        [
            "expected `,` or `)`, found the end; close the parenthesis (and inside `{...}`, put the whole value in quotes)",
            "the field `x` has no key `max=2)`; write one of `type`, `unique`, `index`, `immutable`, `default`, `renamed_from`",
        ],
    ),
    ('{type: int, default: "1 2 3"}', ["expected the end, found `2`"]),
    (
        "{type: int, renamed_from: Bad}",
        ["`renamed_from` of the field `x` must be a snake_case name, not `Bad`"],
    ),
    ("{type: int, renamed_from: x}", ["`x` can not be renamed from itself; remove `renamed_from`"]),
    ("{unique: true}", ['write its type, for instance `type: "str(200)"`']),
    ("{type: money, unique: true}", ["it can not be `unique`: money is an amount and a currency"]),
]


@pytest.mark.parametrize(("field", "messages"), FAULTS)
def test_a_broken_field_is_named_with_its_line(field: str, messages: list[str]) -> None:
    with pytest.raises(ModelError) as error:
        read(MODEL + field)
    assert [fault.line for fault in error.value.faults] == [6] * len(messages)
    found = [fault.message.removeprefix("field `x`: ") for fault in error.value.faults]
    assert found == messages
