"""Reading a model.

What goes beyond the obvious:

- An entity's mapping holds its fields directly.  Where `fields` in it is itself a mapping, the
  entity is in its long form, `{fields: {...}, plural: ..., renamed_from: ...}`; no field can be
  called `fields`.
- In the long form of a field, the default of a text is YAML's own text (`default: "a"`, not
  `default: '"a"'`); `now` and `today` are the clock's if they stand without quotes.
- `index` is what needs an index of its own: a `ref` has one, a `unique` field none.
- The order of operations and of editable states is the canonical one, all other order is kept.
"""

from .aggregates import AggregateReader
from .checks import check
from .document import Mapping
from .document import Node
from .document import Scalar
from .document import load
from .elements import Aggregate
from .elements import Context
from .elements import Model
from .faults import Faults
from .faults import shown
from .nodes import Nodes

CONTEXT_KEYS = ("aggregates", "renamed_from")


def read(text: str) -> Model:
    """The model that a text describes; an empty one has no contexts.

    Raises:
        ModelError: it describes none; all faults are in it.
    """
    faults = Faults()
    model = _Reader(faults).model(load(text, faults))
    faults.raise_if_any()
    return model


class _Reader:
    """Reads the whole, and has it checked."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._nodes = Nodes(faults)
        self._aggregates = AggregateReader(faults)

    def model(self, root: Node | None) -> Model:
        """The model, and what can be checked of it."""
        mapping = self._nodes.mapping(root, "the model") or Mapping(line=0)
        self._nodes.known_keys(mapping, ("contexts",), "the model")
        contexts = self._nodes.mapping(mapping.get("contexts"), "`contexts`") or Mapping(line=0)
        named = {key.text: _aggregate_names(node) for key, node in contexts.entries}
        read = [self._context(key, node) for key, node in contexts.entries]
        model = Model(contexts=tuple(context for context in read if context is not None))
        check(model, named, self._faults)
        return model

    def _context(self, key: Scalar, node: Node) -> Context | None:
        what = f"the context {shown(key.text)}"
        mapping = self._nodes.mapping(node, what)
        if mapping is None:
            return None
        self._nodes.known_keys(mapping, CONTEXT_KEYS, what)
        old = self._nodes.name(mapping.get("renamed_from"), f"`renamed_from` of {what}")
        return Context(
            name=key.text,
            aggregates=self._aggregates_of(mapping, what),
            renamed_from=old,
            line=key.line,
        )

    def _aggregates_of(self, context: Mapping, what: str) -> tuple[Aggregate, ...]:
        mapping = self._nodes.mapping(context.get("aggregates"), f"`aggregates` of {what}")
        if mapping is None:
            return ()
        read = [self._aggregates.aggregate(key, node) for key, node in mapping.entries]
        return tuple(aggregate for aggregate in read if aggregate is not None)


def _aggregate_names(context: Node) -> frozenset[str] | None:
    """The aggregates that a context names, broken ones included; None if that can not be said."""
    aggregates = context.get("aggregates") if isinstance(context, Mapping) else context
    if isinstance(aggregates, Mapping):
        return frozenset(key.text for key, _ in aggregates.entries)
    is_empty = isinstance(aggregates, Scalar) and aggregates.is_absent
    return frozenset() if aggregates is None or is_empty else None
