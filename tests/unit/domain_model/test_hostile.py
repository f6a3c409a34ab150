"""Whatever is read, the answer is a model or its faults, never a crash."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from extensions.domain_model import SAMPLE
from extensions.domain_model import ModelError
from extensions.domain_model import read
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

MODELS = [path.read_text() for path in sorted(Path("tests/models").glob("*.yml"))] + [SAMPLE]
KEYS = [
    *("contexts", "aggregates", "fields", "entities", "states", "transitions", "filters"),
    *("unique", "order_by", "owner", "plural", "type", "default", "from", "to", "event"),
    *("editable_in", "operations", "renamed_from", "index", "immutable", "ordering", "Order", "x"),
]
VALUES = [
    *("", "draft", "draft -> placed", "a | b -> c", "str(3)", "money = 0 EUR", "enum(a, b) = a"),
    *("ref(ordering.Order)", "int(min=1", 'text = "', "=", "?", "-created_at", "true", "1e9", "~"),
    *("decimal(99999999999999999999999999999999, 1)", "9" * 5000, "a" * 5000, "(" * 5000, "\0"),
    *('datetime = "0001-01-01T00:00:00+23:59"', 'str(3, pattern="' + "(" * 400 + '")', "\ud800"),
]
SNIPPETS = st.sampled_from(
    [*KEYS, *VALUES, "\t", "\r\n", "- ", ": ", "{", "}", "[", "]", "&a ", "*a"]
)


def read_or_refuse(text: str) -> None:
    try:
        read(text)
    except ModelError as error:
        faults = error.faults
    else:
        return
    assert faults
    assert list(faults) == sorted(faults)
    assert all(0 <= fault.line <= len(text.splitlines()) + 1 for fault in faults)
    assert all(fault.message and fault.message.isprintable() for fault in faults)


@given(st.text())
def test_any_text(text: str) -> None:
    read_or_refuse(text)


@given(st.sampled_from(MODELS), st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_models(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(SNIPPETS | st.text(max_size=3)) + text[end:]
    read_or_refuse(text)


@given(st.sampled_from(MODELS), st.data())
@settings(max_examples=40, deadline=None)
def test_models_with_other_values(text: str, data: st.DataObject) -> None:
    lines = text.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        index = data.draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[index].partition(":")
        lines[index] = f"{key}{colon} {data.draw(st.sampled_from(VALUES))}"
    read_or_refuse("\n".join(lines))


@given(
    st.recursive(
        st.sampled_from(VALUES),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)
        ),
        max_leaves=30,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_structure(structure: Any) -> None:
    read_or_refuse(yaml.safe_dump(structure, allow_unicode=True))
    wrapped = {"contexts": {"ordering": {"aggregates": {"Order": structure}}}}
    read_or_refuse(yaml.safe_dump(wrapped))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[" * 100_000, "line 1: nested deeper than 20 levels"),
        ("a:\n " * 3 + "- " * 5_000, "line 4: nested deeper than 20 levels"),
        ("{a: " * 100_000, "line 1: nested deeper than 20 levels"),
        ("#" * 1_000_001, "the model is longer than 1,000,000 characters"),
        ("contexts:\n\tordering: {}", "line 2: this is not YAML: found character '\\t' that"),
        ("contexts: {}\n\0", "line 2: the character U+0000 can not stand in YAML; remove it"),
        ('contexts: "\\U00110000"', "this is not YAML: "),
        ("contexts: {}\n---\ncontexts: {}", "line 2: this is not YAML: but found another document"),
        ("a: b: c", "line 1: this is not YAML: mapping values are not allowed here; put quotes"),
        ("contexts: &a {}", "line 1: anchors and aliases (`&`, `*`) are not supported"),
        ("contexts: *a", "line 1: anchors and aliases (`&`, `*`) are not supported"),
        ("contexts: !!map {}", "line 1: tags (`!`) are not supported"),
        ("contexts: {a: {<<: {b: c}}}", "line 1: merge keys (`<<`) are not supported"),
        ("contexts: {}\ncontexts: {}", "line 2: `contexts` stands here again (first at line 1)"),
        ("? [a]\n: b", "line 1: a key must be a name, not a list or a mapping"),
        (
            "contexts: [",
            "line 1: this is not YAML: expected the node content, but found '<stream end>'; close the bracket",
        ),
        (
            "contexts: {a",
            "line 1: this is not YAML: expected ',' or '}', but got '<stream end>'; close",
        ),
        ('a: "', "line 1: this is not YAML: found unexpected end of stream; close the quote"),
        (
            "a:\n   b:\n  c:",
            "line 3: this is not YAML: expected <block end>, but found '<block mapping start>'; indent",
        ),
        (
            "a:\n  b: c\n  d",
            "line 3: this is not YAML: could not find expected ':'; put a `:` behind",
        ),
        (
            'a: "str(20)" unique',
            "line 1: this is not YAML: expected <block end>, but found '<scalar>'; put quotes",
        ),
    ],
)
def test_what_is_no_yaml_of_a_model(text: str, fault: str) -> None:
    with pytest.raises(ModelError) as error:
        read(text)
    assert str(error.value).startswith(fault)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "# nothing", "---\n", "contexts:", "contexts: {}", "\ufeffcontexts: {}", "{}"],
)
def test_nothing_is_a_model_without_contexts(text: str) -> None:
    assert read(text).contexts == ()


@pytest.mark.parametrize("text", MODELS)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_byte_order_marks_do_not_matter(text: str, end: str) -> None:
    assert read("\ufeff" + text.replace("\n", end)) == read(text)
