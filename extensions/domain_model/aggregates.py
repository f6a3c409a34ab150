"""Reading aggregates: what they hold, and what they say about it."""

from dataclasses import dataclass
from dataclasses import replace

from .document import Mapping
from .document import Node
from .document import Scalar
from .document import Sequence
from .elements import Aggregate
from .elements import Entity
from .elements import Field
from .elements import Kind
from .elements import Operation
from .elements import Ordering
from .faults import Faults
from .faults import did_you_mean
from .faults import shown
from .fields import FieldReader
from .fields import Fields
from .fields import filter_fault
from .fields import key_fault
from .lifecycle import Lifecycle
from .lifecycle import LifecycleReader
from .names import child
from .names import is_pascal
from .names import is_snake
from .names import plural
from .names import snake
from .nodes import Nodes
from .nodes import is_empty_list
from .reserved import FILTERS
from .reserved import reason

KEYS = (
    "fields",
    "plural",
    "unique",
    "entities",
    "states",
    "transitions",
    "editable_in",
    "operations",
    "filters",
    "order_by",
    "owner",
    "renamed_from",
)
ENTITY_KEYS = ("fields", "plural", "renamed_from")

_DEFAULT_ORDER = (Ordering(field="created_at", descending=True),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """An aggregate on its way from the text: its name, its mapping, its fields and states."""

    name: str
    mapping: Mapping
    fields: Fields
    lifecycle: Lifecycle


class AggregateReader:
    """Reads aggregates, and checks what one part of an aggregate says of another."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._nodes = Nodes(faults)

    def aggregate(self, key: Scalar, node: Node) -> Aggregate | None:
        """An aggregate, with what could be read of it; None if nothing could."""
        name = key.text
        what = f"the aggregate {shown(name)}"
        mapping = self._nodes.mapping(node, what)
        if mapping is None:
            return None
        self._nodes.known_keys(mapping, KEYS, what)
        source = _Source(
            name=name,
            mapping=mapping,
            fields=self._fields(key, mapping.get("fields"), what),
            lifecycle=LifecycleReader(self._faults).lifecycle(name, mapping),
        )
        fields, owner = self._owner(source)
        return Aggregate(
            name=name,
            plural=self._plural(mapping.get("plural"), what) or plural(snake(name)),
            fields=fields,
            entities=self._entities(source),
            states=source.lifecycle.states,
            transitions=source.lifecycle.transitions,
            editable_in=source.lifecycle.editable_in,
            unique=self._unique(source),
            operations=self._operations(source),
            filters=self._filters(source),
            order_by=self._order_by(source),
            owner=owner,
            renamed_from=self._nodes.name(
                mapping.get("renamed_from"), f"`renamed_from` of {what}", is_class=True
            ),
            line=key.line,
        )

    def _fields(self, key: Scalar, node: Node | None, what: str) -> Fields:
        mapping = self._nodes.mapping(node, f"`fields` of {what}")
        if mapping is None:
            return Fields()
        if not mapping.entries:
            self._faults.add(key.line, f"{what} has no fields; write at least one under `fields:`")
        return FieldReader(self._faults, in_entity=False).fields(mapping)

    def _plural(self, node: Node | None, what: str) -> str | None:
        return self._nodes.name(node, f"`plural` of {what}")

    def _entities(self, source: _Source) -> tuple[Entity, ...]:
        what = f"`entities` of {source.name}"
        mapping = self._nodes.mapping(source.mapping.get("entities"), what)
        if mapping is None:
            return ()
        read = [self._entity(source.name, key, node) for key, node in mapping.entries]
        return tuple(entity for entity in read if entity is not None)

    def _without_keys(self, mapping: Mapping, what: str) -> Mapping:
        """The fields of an entity's short form; a name where a type should be is meant for the long one."""
        meant = [
            (key, node)
            for key, node in mapping.entries
            if key.text in {"plural", "renamed_from"}
            and isinstance(node, Scalar)
            and (is_snake(node.text) or is_pascal(node.text))
            and node.text not in set(Kind)
        ]
        for key, node in meant:
            remedy = f"write `{{fields: {{...}}, {key.text}: {node.text}}}`"
            self._faults.add(key.line, f"{what} has {shown(key.text)} among its fields; {remedy}")
        rest = tuple(entry for entry in mapping.entries if entry not in meant)
        return Mapping(line=mapping.line, entries=rest)

    def _entity(self, aggregate: str, key: Scalar, node: Node) -> Entity | None:
        what = f"the entity {shown(key.text)}"
        mapping = self._nodes.mapping(node, what)
        if mapping is None:
            return None
        long_form = mapping if isinstance(mapping.get("fields"), Mapping) else Mapping(line=0)
        self._nodes.known_keys(long_form, ENTITY_KEYS, what)
        inner = long_form.get("fields")
        fields = inner if isinstance(inner, Mapping) else self._without_keys(mapping, what)
        if not fields.entries:
            self._faults.add(key.line, f"{what} has no fields; write at least one below it")
        return Entity(
            name=key.text,
            plural=self._plural(long_form.get("plural"), what)
            or plural(child(aggregate, key.text)),
            fields=FieldReader(self._faults, in_entity=True).fields(fields).all,
            renamed_from=self._nodes.name(
                long_form.get("renamed_from"), f"`renamed_from` of {what}", is_class=True
            ),
            line=key.line,
        )

    def _owner(self, source: _Source) -> tuple[tuple[Field, ...], str | None]:
        """The fields, the owner's made immutable, and its name."""
        node = source.mapping.get("owner")
        name = None if node is None else self._nodes.text(node, f"`owner` of {source.name}")
        if node is None or name is None:
            return source.fields.all, None
        field = self._known_field(source, node.line, name, "`owner`")
        if field is None:
            return source.fields.all, None
        if field.type.kind is not Kind.UUID or field.optional or field.default is not None:
            message = "`owner` must name a required `uuid` field without a default"
            self._faults.add(node.line, f"{message}, not {shown(name)}")
        owned = replace(field, immutable=True)
        return tuple(owned if each is field else each for each in source.fields.all), name

    def _unique(self, source: _Source) -> tuple[tuple[str, ...], ...]:
        node = source.mapping.get("unique")
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        lists = [item for item in items if isinstance(item, Sequence)]
        if len(lists) < len(items):
            message = "`unique` must be a list of lists; write `unique: [[a, b]]`, and the modifier"
            self._faults.add(node.line, f"{message} `unique` behind a field that is so by itself")
            return ()
        groups: list[tuple[str, ...]] = []
        for each in lists:
            group = self._unique_group(source, each)
            if any(set(group) == set(other) for other in groups):
                self._faults.add(each.line, "`unique` has these fields twice; remove one")
            groups.append(group)
        return tuple(groups)

    def _unique_group(self, source: _Source, node: Sequence) -> tuple[str, ...]:
        if not node.items:
            self._faults.add(node.line, "`unique` has an empty list; remove it")
        named = self._nodes.texts(node, "`unique`") or []
        for each in named:
            self._check_indexed(source, each.line, each.text, "`unique`")
            field = source.fields.get(each.text)
            if field is not None and field.unique and len(named) > 1:
                message = (
                    f"`unique` needs no other field beside {shown(each.text)}, which is `unique`"
                )
                self._faults.add(each.line, f"{message} by itself; remove one of the two")
        if len(node.items) == 1 and named:
            remedy = f"write `unique` behind {shown(named[0].text)}"
            self._faults.add(node.line, f"`unique` needs two or more fields; {remedy}")
        return tuple(each.text for each in named)

    def _operations(self, source: _Source) -> tuple[Operation, ...]:
        node = source.mapping.get("operations")
        if node is None:
            return tuple(Operation)
        named = self._nodes.texts(node, "`operations`")
        if is_empty_list(node):
            message = "`operations` is empty; name at least one, or leave it out for all of them"
            self._faults.add(node.line, message)
        names = set()
        for each in named or ():
            names.add(each.text)
            if each.text not in set(Operation):
                remedy = did_you_mean(each.text, list(Operation))
                self._faults.add(each.line, f"there is no operation {shown(each.text)}; {remedy}")
        return tuple(operation for operation in Operation if operation in names)

    def _filters(self, source: _Source) -> tuple[str, ...]:
        named = self._nodes.texts(source.mapping.get("filters"), "`filters`") or []
        for each in named:
            if each.text == "status" and source.lifecycle.has_states:
                continue
            why = reason(each.text, FILTERS)
            if why:
                self._faults.add(each.line, f"`filters` can not have {shown(each.text)}: {why}")
            else:
                self._check_filter(source, each.line, each.text)
        return tuple(each.text for each in named)

    def _order_by(self, source: _Source) -> tuple[Ordering, ...]:
        node = source.mapping.get("order_by")
        if node is None:
            return _DEFAULT_ORDER
        named = self._nodes.texts(node, "`order_by`")
        if is_empty_list(node):
            self._faults.add(node.line, "`order_by` is empty; name at least one, or leave it out")
        keys: list[Ordering] = []
        for each in named or ():
            key = Ordering(field=each.text.removeprefix("-"), descending=each.text[0:1] == "-")
            if any(key.field == other.field for other in keys):
                message = f"`order_by` names {shown(key.field)} twice; remove one"
                self._faults.add(each.line, message)
                continue
            if key.field != "created_at":
                self._check_indexed(source, each.line, key.field, "`order_by`")
            keys.append(key)
        return tuple(keys) or _DEFAULT_ORDER

    def _check_filter(self, source: _Source, line: int, name: str) -> None:
        field = self._known_field(source, line, name, "`filters`")
        if field is not None and (why := filter_fault(field.type)):
            self._faults.add(line, f"`filters` can not have {shown(name)}: {why}")

    def _check_indexed(self, source: _Source, line: int, name: str, what: str) -> None:
        field = self._known_field(source, line, name, what)
        if field is None:
            return
        if why := key_fault(field.type):
            self._faults.add(line, f"{what} can not have {shown(name)}: {why}")
        if field.optional:
            why = "it is optional; remove `?` from its type"
            self._faults.add(line, f"{what} can not have {shown(name)}: {why}")

    def _known_field(self, source: _Source, line: int, name: str, what: str) -> Field | None:
        """The field of that name, if it could be read; a fault if there is none."""
        if name not in source.fields.names:
            remedy = did_you_mean(name, source.fields.names)
            message = f"{what} names {shown(name)}, which is no field of {source.name}; {remedy}"
            self._faults.add(line, message)
        return source.fields.get(name)
