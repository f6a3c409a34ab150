"""YAML as the model needs it: texts, sequences and mappings that know their lines.

Scalars stay texts (`on`, `no` and `1.10` are words), as YAML 1.2's failsafe schema has them.
Anchors, aliases, tags and merge keys are refused: a model says what it means where it means it,
and nothing can be blown up by references.
"""

from dataclasses import dataclass

import yaml

from .faults import Fault
from .faults import Faults
from .faults import ModelError
from .faults import shown

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 20  # a model needs 9

_REMEDIES = {
    "expected ',' or '}', but got '?'": "inside `{...}`, put a type with `?` in quotes",
    "mapping values are not allowed here": "put quotes around a text that contains `: `, and a `:` behind each key",
    "found character '\\t' that cannot start any token": "indent with spaces, not with tabs",
    "expected <block end>, but found '<scalar>'": "put quotes around the whole value",
    "expected <block end>, but found '<block mapping start>'": "indent it like its neighbours",
    "expected <block end>, but found '<block sequence start>'": "indent it like its neighbours",
    "expected <block end>, but found '-'": "write a list or a mapping, not both",
    "expected <block end>, but found '?'": "write a list or a mapping, not both",
    "expected ',' or '}', but got ':'": "close the brace",
    "could not find expected ':'": "put a `:` behind a key",
    "found unexpected end of stream": "close the quote",
    "expected the node content, but found '<stream end>'": "close the bracket or brace",
    "expected ',' or ']', but got '<stream end>'": "close the bracket",
    "expected ',' or '}', but got '<stream end>'": "close the brace",
    "expected '<document start>', but found '<block mapping start>'": "keep one document",
    "but found another document": "keep one document, without `---` in between",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A text; `quoted` also where it is a block (`|`, `>`)."""

    line: int
    text: str
    quoted: bool

    @property
    def is_absent(self) -> bool:
        """Whether nothing stands there at all, as after `note:`."""
        return not self.quoted and not self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list of nodes."""

    line: int
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Keys, each once, with their nodes."""

    line: int
    entries: "tuple[tuple[Scalar, Node], ...]" = ()

    def get(self, key: str) -> "Node | None":
        """The node under a key, or None."""
        return next((node for name, node in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def load(text: str, faults: Faults) -> Node | None:
    """The one document of a text, or None if the text has none.  Duplicate keys go to `faults`.

    Raises:
        ModelError: it is not YAML, or YAML beyond what a model may use.
    """
    if len(text) > MAX_CHARACTERS:
        raise ModelError([Fault(0, f"the model is longer than {MAX_CHARACTERS:,} characters")])
    try:
        loader = _Composer(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = (
            f"the character U+{ord(text[error.position]):04X} can not stand in YAML; remove it"
        )
        raise ModelError([Fault(line, message)]) from error
    except yaml.MarkedYAMLError as error:
        raise ModelError([_fault(error)]) from error
    except (ValueError, OverflowError, IndexError) as error:  # PyYAML lets bad escapes through
        raise ModelError([Fault(0, f"this is not YAML: {error}")]) from error
    return None if root is None else _node(root, faults)


class _Composer(yaml.BaseLoader):
    """Composes nodes without resolving tags, and refuses what a model may not use."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            message = "anchors and aliases (`&`, `*`) are not supported; write the value out"
            raise ModelError([Fault(line, message)])
        if getattr(event, "tag", None) is not None:
            message = "tags (`!`) are not supported; remove it, or put the text in quotes"
            raise ModelError([Fault(line, message)])
        if self._depth == MAX_DEPTH:
            raise ModelError([Fault(line, f"nested deeper than {MAX_DEPTH} levels")])
        self._depth += 1
        node = super().compose_node(parent, index)  # type: ignore[arg-type]
        self._depth -= 1
        return node


def _fault(error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "it can not be read"
    remedy = _REMEDIES.get(problem)
    message = f"this is not YAML: {problem}" + (f"; {remedy}" if remedy else "")
    return Fault(mark.line + 1 if mark else 0, message)


def _node(node: yaml.Node, faults: Faults) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Mapping(line=line, entries=_entries(node, faults))
    if isinstance(node, yaml.SequenceNode):
        return Sequence(line=line, items=tuple(_node(item, faults) for item in node.value))
    return Scalar(line=line, text=node.value, quoted=getattr(node, "style", None) is not None)


def _entries(node: yaml.MappingNode, faults: Faults) -> tuple[tuple[Scalar, Node], ...]:
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key_node, value_node in node.value:
        key, value = _node(key_node, faults), _node(value_node, faults)
        if not isinstance(key, Scalar):
            faults.add(key.line, "a key must be a name, not a list or a mapping")
        elif key.text == "<<":
            faults.add(key.line, "merge keys (`<<`) are not supported; write the entries out")
        elif key.text in entries:
            first = entries[key.text][0].line
            message = f"{shown(key.text)} stands here again (first at line {first}); remove one"
            faults.add(key.line, message)
        else:
            entries[key.text] = (key, value)
    return tuple(entries.values())
