"""Reading nodes as what they have to be; whatever they are not becomes a fault."""

from collections.abc import Iterable

from .document import Mapping
from .document import Node
from .document import Scalar
from .document import Sequence
from .faults import Faults
from .faults import did_you_mean
from .faults import shown
from .names import is_pascal
from .names import is_snake


def kind_of(node: Node) -> str:
    """What a node is, for messages."""
    match node:
        case Mapping():
            return "a mapping"
        case Sequence():
            return "a list"
        case _:
            return "empty" if node.is_absent else shown(node.text)


def is_empty_list(node: Node) -> bool:
    """Whether it is a list with nothing in it."""
    return isinstance(node, Sequence) and not node.items


class Nodes:
    """Reads nodes, and notes what they should have been."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def mapping(self, node: Node | None, what: str) -> Mapping | None:
        """A mapping; an absent node is an empty one."""
        if node is None:
            return Mapping(line=0)
        if isinstance(node, Mapping):
            return node
        if isinstance(node, Scalar) and node.is_absent:
            return Mapping(line=node.line)
        self._faults.add(node.line, f"{what} must be a mapping (`name: ...`), not {kind_of(node)}")
        return None

    def known_keys(self, mapping: Mapping, keys: Iterable[str], what: str) -> None:
        """Refuse the keys that nobody will look at."""
        known = tuple(keys)
        for key, _ in mapping.entries:
            if key.text not in known:
                message = f"{what} has no key {shown(key.text)}; {did_you_mean(key.text, known)}"
                self._faults.add(key.line, message)

    def text(self, node: Node, what: str) -> str | None:
        """A text that says something."""
        if isinstance(node, Scalar) and not node.is_absent:
            return node.text
        self._faults.add(node.line, f"{what} must be a text, not {kind_of(node)}")
        return None

    def flag(self, node: Node, what: str) -> bool:
        """`true` or `false`."""
        if isinstance(node, Scalar) and node.text in {"true", "false"}:
            return node.text == "true"
        self._faults.add(node.line, f"{what} must be `true` or `false`, not {kind_of(node)}")
        return False

    def texts(self, node: Node | None, what: str) -> list[Scalar] | None:
        """A list of different texts; a single one may stand without brackets."""
        if node is None:
            return []
        if isinstance(node, Scalar) and not node.is_absent:
            return [node]
        if not isinstance(node, Sequence):
            message = f"{what} must be a list (`[a, b]`), not {kind_of(node)}"
            self._faults.add(node.line, message)
            return None
        found: dict[str, Scalar] = {}
        for item in node.items:
            if not isinstance(item, Scalar) or item.is_absent:
                message = f"{what} must be a list of names, it holds {_an_item(item)}"
                self._faults.add(item.line, message)
            elif item.text in found:
                self._faults.add(item.line, f"{what} names {shown(item.text)} twice; remove one")
            else:
                found[item.text] = item
        return list(found.values())

    def name(self, node: Node | None, what: str, *, is_class: bool = False) -> str | None:
        """A name in the right case, or None."""
        if node is None:
            return None
        text = self.text(node, what)
        right_case = is_pascal if is_class else is_snake
        if text is None or right_case(text):
            return text
        case = "PascalCase" if is_class else "snake_case"
        self._faults.add(node.line, f"{what} must be a {case} name, not {shown(text)}")
        return None


def _an_item(node: Node) -> str:
    return "an empty one" if isinstance(node, Scalar) else kind_of(node)
