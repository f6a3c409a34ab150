"""Reading the fields of an aggregate or of an entity."""

from dataclasses import dataclass

from .defaults import read_default
from .document import Mapping
from .document import Node
from .document import Scalar
from .elements import Field
from .elements import FieldType
from .elements import Kind
from .elements import Moment
from .faults import Faults
from .faults import did_you_mean
from .faults import shown
from .field_types import Note
from .field_types import read_type
from .grammar import FieldSpec
from .grammar import GrammarError
from .grammar import Sort
from .grammar import Token
from .grammar import TypeSpec
from .grammar import read_field
from .grammar import read_literal
from .grammar import read_type as read_type_spec
from .nodes import Nodes

MODIFIERS = ("unique", "index", "immutable")
KEYS = ("type", *MODIFIERS, "default", "renamed_from")
MAX_KEY_LENGTH = 500  # a longer text does not fit into an index of PostgreSQL

_OTHER_MODIFIERS = {
    "null": "write `?` behind the type",
    "nullable": "write `?` behind the type",
    "optional": "write `?` behind the type",
    "primary_key": "every aggregate has its `id` already",
    "readonly": "write `immutable`",
    "required": "every field without `?` is required, so leave it out",
}
# in the long form, YAML's own text is the default of these
_TEXTS = {Kind.STR, Kind.TEXT, Kind.EMAIL, Kind.URL, Kind.UUID, Kind.DATE, Kind.DATETIME}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """All fields; in the place of a broken one stands a text, for its name to be checked."""

    all: tuple[Field, ...] = ()
    broken: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all."""
        return tuple(field.name for field in self.all)

    def get(self, name: str) -> Field | None:
        """A field, if it could be read."""
        if name in self.broken:
            return None
        return next((field for field in self.all if field.name == name), None)


def filter_fault(type_: FieldType) -> str:
    """Why a list can not be filtered by a field of this type; or nothing."""
    return "money is an amount and a currency" if type_.kind is Kind.MONEY else ""


def key_fault(type_: FieldType) -> str:
    """Why a field of this type can not be indexed, ordered by or made unique; or nothing."""
    if fault := filter_fault(type_):
        return fault
    if type_.kind is Kind.TEXT:
        return "a `text` can be too long for an index; make it a `str(n)`"
    if type_.kind is Kind.STR and (type_.max_length or 0) > MAX_KEY_LENGTH:
        return f"a `str` longer than {MAX_KEY_LENGTH} can be too long for an index; make it shorter"
    return ""


class FieldReader:
    """Reads fields.  `in_entity`: those of a child, which is never changed but replaced."""

    def __init__(self, faults: Faults, *, in_entity: bool) -> None:
        self._faults = faults
        self._nodes = Nodes(faults)
        self._in_entity = in_entity

    def fields(self, mapping: Mapping) -> Fields:
        """All fields of a mapping."""
        read = [(key, self._field(key, node)) for key, node in mapping.entries]
        return Fields(
            all=tuple(field or _stand_in(key) for key, field in read),
            broken=frozenset(key.text for key, field in read if field is None),
        )

    def _field(self, key: Scalar, node: Node) -> Field | None:
        if isinstance(node, Mapping):
            return self._long_form(key, node)
        note = self._note(key, key.line)
        if not isinstance(node, Scalar) or node.is_absent:
            note("write its type behind it, for instance `str(200)`")
            return None
        try:
            spec = read_field(node.text)
        except GrammarError as error:
            note(f"{error}{_hint(node.text)}")
            return None
        return self._meaning(key, spec, note, note)

    def _long_form(self, key: Scalar, mapping: Mapping) -> Field | None:
        what = f"the field {shown(key.text)}"
        self._nodes.known_keys(mapping, KEYS, what)
        flags = {
            modifier: self._nodes.flag(node, f"`{modifier}` of {what}")
            for modifier in MODIFIERS
            if (node := mapping.get(modifier)) is not None
        }
        old = self._nodes.name(mapping.get("renamed_from"), f"`renamed_from` of {what}")
        type_spec = self._type_spec(key, mapping)
        if type_spec is None:
            return None
        type_line = _line(mapping, "type", key)
        spec = FieldSpec(
            type_spec,
            tuple(modifier for modifier, on in flags.items() if on),
            self._literal(key, mapping, type_spec),
        )
        note_type = self._note(key, type_line)
        note_default = self._note(key, _line(mapping, "default", key))
        return self._meaning(key, spec, note_type, note_default, renamed_from=old)

    def _type_spec(self, key: Scalar, mapping: Mapping) -> TypeSpec | None:
        node = mapping.get("type")
        if not isinstance(node, Scalar) or node.is_absent:
            line = node.line if node else key.line
            self._note(key, line)('write its type, for instance `type: "str(200)"`')
            return None
        try:
            return read_type_spec(node.text)
        except GrammarError as error:
            self._note(key, node.line)(f"{error}{_hint(node.text)}")
            return None

    def _literal(self, key: Scalar, mapping: Mapping, type_: TypeSpec) -> tuple[Token, ...]:
        node = mapping.get("default")
        if node is None:
            return ()
        note = self._note(key, node.line)
        if not isinstance(node, Scalar) or node.is_absent:
            note("`default` must be a value; write `default: ''` for an empty text")
            return ()
        is_moment = not node.quoted and node.text in set(Moment) and type_.name in _MOMENTS
        if type_.name in _TEXTS and not is_moment:
            return (Token(Sort.TEXT, node.text),)
        try:
            return read_literal(node.text)
        except GrammarError as error:
            note(str(error))
            return ()

    def _meaning(
        self,
        key: Scalar,
        spec: FieldSpec,
        note: Note,
        note_default: Note,
        renamed_from: str | None = None,
    ) -> Field | None:
        type_ = read_type(spec.type, note)
        modifiers = self._modifiers(spec.modifiers, note)
        default = None
        if spec.default and spec.type.optional:
            note_default("a field with a default can not be optional; remove `?` or the default")
        elif spec.default and type_ is not None:
            default = read_default(spec.default, type_, note_default)
        if type_ is None:
            return None
        unique = "unique" in modifiers
        for modifier in modifiers & {"unique", "index"}:
            if reason := key_fault(type_):
                note(f"it can not be `{modifier}`: {reason}")
        return Field(
            name=key.text,
            type=type_,
            optional=spec.type.optional,
            unique=unique,
            index=not unique and ("index" in modifiers or type_.kind is Kind.REF),
            immutable="immutable" in modifiers,
            default=default,
            renamed_from=renamed_from,
            line=key.line,
        )

    def _modifiers(self, modifiers: tuple[str, ...], note: Note) -> set[str]:
        found: set[str] = set()
        for modifier in modifiers:
            if modifier not in MODIFIERS:
                remedy = _OTHER_MODIFIERS.get(modifier) or did_you_mean(modifier, MODIFIERS)
                note(f"there is no modifier `{modifier}`; {remedy}")
            elif modifier in found:
                note(f"it is `{modifier}` twice; remove one")
            elif self._in_entity and modifier == "unique":
                note(
                    "a field of an entity can not be `unique`; only an aggregate's can, or `index`"
                )
            elif self._in_entity and modifier == "immutable":
                note("remove `immutable`: an entity never changes, it is replaced as a whole")
            else:
                found.add(modifier)
        return found

    def _note(self, key: Scalar, line: int) -> Note:
        def note(message: str) -> None:
            self._faults.add(line, f"field {shown(key.text)}: {message}")

        return note


def _stand_in(key: Scalar) -> Field:
    return Field(name=key.text, type=FieldType(kind=Kind.TEXT), line=key.line)


_MOMENTS = {Kind.DATE, Kind.DATETIME}


def _line(mapping: Mapping, key: str, owner: Scalar) -> int:
    node = mapping.get(key)
    return node.line if node is not None else owner.line


def _hint(text: str) -> str:
    """What probably happened, where YAML cut a field short: at a comment, or in braces at a comma."""
    if text.count('"') % 2:
        return "; close it (and if it holds ` #` or `: `, put the whole value in single quotes)"
    if text.count("(") > text.count(")"):
        return "; close the parenthesis (and inside `{...}`, put the whole value in quotes)"
    return ""
