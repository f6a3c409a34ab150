"""Reading the states of an aggregate, and the transitions between them."""

from dataclasses import dataclass

from .document import Mapping
from .document import Node
from .document import Scalar
from .elements import Transition
from .faults import Faults
from .faults import did_you_mean
from .faults import shown
from .grammar import GrammarError
from .grammar import read_transition
from .names import is_pascal
from .names import is_snake
from .names import pascal
from .nodes import Nodes
from .nodes import is_empty_list

TRANSITION_KEYS = ("from", "to", "event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """States, transitions, and the states in which an aggregate can be edited."""

    states: tuple[str, ...] = ()
    transitions: tuple[Transition, ...] = ()
    editable_in: tuple[str, ...] = ()
    has_states: bool = False


class LifecycleReader:
    """Reads `states`, `transitions` and `editable_in`."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._nodes = Nodes(faults)

    def lifecycle(self, aggregate: str, mapping: Mapping) -> Lifecycle:
        """The life of an aggregate, as far as it can be read."""
        node = mapping.get("states")
        if node is None:
            self._refuse_without_states(mapping)
            return Lifecycle()
        states = self._states(node)
        if states is None:
            return Lifecycle(has_states=True)
        transitions = self._transitions(aggregate, mapping.get("transitions"), states)
        return Lifecycle(
            states=states,
            transitions=transitions,
            editable_in=self._editable_in(mapping.get("editable_in"), states, transitions),
            has_states=True,
        )

    def _refuse_without_states(self, mapping: Mapping) -> None:
        for key in ("transitions", "editable_in"):
            node = mapping.get(key)
            if node is not None:
                message = f"`{key}` needs states; write `states: [...]`, the initial one first"
                self._faults.add(node.line, message)

    def _states(self, node: Node) -> tuple[str, ...] | None:
        named = self._nodes.texts(node, "`states`")
        if is_empty_list(node):
            message = "`states` is empty; name the initial state first, or leave it out"
            self._faults.add(node.line, message)
        if not named:
            return None
        for each in named:
            if not is_snake(each.text):
                message = f"the state {shown(each.text)} must be a snake_case name, a letter first"
                self._faults.add(each.line, message)
        return tuple(each.text for each in named)

    def _transitions(
        self, aggregate: str, node: Node | None, states: tuple[str, ...]
    ) -> tuple[Transition, ...]:
        mapping = self._nodes.mapping(node, "`transitions`")
        if mapping is None:
            return ()
        return tuple(
            self._transition(aggregate, key, each, states) for key, each in mapping.entries
        )

    def _transition(
        self, aggregate: str, key: Scalar, node: Node, states: tuple[str, ...]
    ) -> Transition:
        event = None
        if isinstance(node, Mapping):
            event = self._event(key, node)
            moves = self._long_form(key, node)
        else:
            moves = self._short_form(key, node)
        if moves is None:
            # the model will be refused, but the name is there to be checked
            event = f"{aggregate}By{pascal(key.text)}"
            return Transition(name=key.text, sources=(), target="", event=event, line=key.line)
        sources, target = moves
        self._check_states(key, (*sources, target), states)
        return Transition(
            name=key.text,
            sources=sources,
            target=target,
            event=event or f"{aggregate}{pascal(target)}",
            line=key.line,
        )

    def _short_form(self, key: Scalar, node: Node) -> tuple[tuple[str, ...], str] | None:
        what = f"the transition {shown(key.text)}"
        remedy = "write it as `draft | placed -> cancelled`"
        if not isinstance(node, Scalar) or node.is_absent:
            self._faults.add(key.line, f"{what} has no states; {remedy}")
            return None
        try:
            spec = read_transition(node.text)
        except GrammarError as error:
            self._faults.add(key.line, f"{what}: {error}; {remedy}")
            return None
        sources = tuple(dict.fromkeys(spec.sources))
        if sources != spec.sources:
            self._faults.add(key.line, f"{what} names a state twice before `->`; remove one")
        return sources, spec.target

    def _long_form(self, key: Scalar, mapping: Mapping) -> tuple[tuple[str, ...], str] | None:
        what = f"the transition {shown(key.text)}"
        self._nodes.known_keys(mapping, TRANSITION_KEYS, what)
        before, after = mapping.get("from"), mapping.get("to")
        if before is None or after is None:
            missing = "`from`" if before is None else "`to`"
            message = f"{what} has no {missing}; write `{{from: [draft], to: placed}}`"
            self._faults.add(key.line, message)
            return None
        sources = self._nodes.texts(before, f"`from` of {what}")
        target = self._nodes.text(after, f"`to` of {what}")
        if is_empty_list(before):
            self._faults.add(before.line, f"`from` of {what} is empty; name a state")
        if not sources or target is None:
            return None
        return tuple(each.text for each in sources), target

    def _event(self, key: Scalar, mapping: Mapping) -> str | None:
        node = mapping.get("event")
        what = f"`event` of the transition {shown(key.text)}"
        name = self._nodes.name(node, what, is_class=True)
        return name if name is not None and is_pascal(name) else None

    def _check_states(self, key: Scalar, named: tuple[str, ...], states: tuple[str, ...]) -> None:
        for state in dict.fromkeys(named):
            if state not in states:
                remedy = did_you_mean(state, states)
                message = f"the transition {shown(key.text)} names the unknown state {shown(state)}"
                self._faults.add(key.line, f"{message}; {remedy}")

    def _editable_in(
        self, node: Node | None, states: tuple[str, ...], transitions: tuple[Transition, ...]
    ) -> tuple[str, ...]:
        if node is None:
            left = {source for transition in transitions for source in transition.sources}
            return tuple(state for state in states if state in left)
        named = self._nodes.texts(node, "`editable_in`") or []
        for each in named:
            if each.text not in states:
                remedy = did_you_mean(each.text, states)
                message = f"`editable_in` names the unknown state {shown(each.text)}; {remedy}"
                self._faults.add(each.line, message)
        names = {each.text for each in named}
        return tuple(state for state in states if state in names)
