"""Checks of a model as a whole: its names, what they meet, and what they refer to."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping

from .collisions import check_collisions
from .elements import Aggregate
from .elements import Context
from .elements import Entity
from .elements import Field
from .elements import Model
from .elements import Transition
from .faults import Faults
from .faults import did_you_mean
from .faults import shown
from .names import MAX_LENGTH
from .names import columns
from .names import is_pascal
from .names import is_snake
from .names import pascal
from .names import snake
from .reserved import CLASSES
from .reserved import CONTEXTS
from .reserved import ENTITY_FIELDS
from .reserved import FIELDS
from .reserved import TRANSITIONS
from .reserved import VARIABLES
from .reserved import Reserved
from .reserved import reason

Named = Mapping[str, frozenset[str] | None]
_Renameable = Context | Aggregate | Entity | Field

_SNAKE_RULE = "snake_case: small letters, digits and single `_`, a letter first"
_PASCAL_RULE = "PascalCase: letters and digits, a capital first"


def check(model: Model, named: Named, faults: Faults) -> None:
    """Note all faults.

    `named` are the aggregates by context, broken ones included; None where they can not be told.
    """
    _Checks(named, faults).model(model)
    check_collisions(model, faults)


class _Checks:
    """Walks through a model."""

    def __init__(self, named: Named, faults: Faults) -> None:
        self._named = named
        self._faults = faults

    def model(self, model: Model) -> None:
        for context in model.contexts:
            self._snake_name(context, "context", CONTEXTS, f"{context.name}_context")
            for aggregate in context.aggregates:
                self._aggregate(context, aggregate)
            self._renames(context.aggregates)
        self._renames(model.contexts)

    def _aggregate(self, context: Context, aggregate: Aggregate) -> None:
        name = aggregate.name
        self._class_name(aggregate, "aggregate", pascal(context.name) + name)
        why = "it is the singular, too" if aggregate.plural == snake(name) else ""
        if why := why or reason(aggregate.plural, VARIABLES):
            message = f"the plural `{aggregate.plural}` of `{name}` can not be used: {why}"
            self._faults.add(aggregate.line, f"{message}; write another one as `plural:`")
        own = {"it names the aggregate itself": frozenset({f"{snake(name)}_id"})}
        self._fields(name, aggregate.fields, FIELDS | own)
        taken = {field.name: "it is a field" for field in aggregate.fields}
        for entity in aggregate.entities:
            self._entity(aggregate, entity, taken)
            taken[entity.plural] = f"it is the plural of {entity.name}"
        for transition in aggregate.transitions:
            self._transition(aggregate, transition, taken)
        self._renames(aggregate.fields)
        self._renames(aggregate.entities)

    def _entity(self, aggregate: Aggregate, entity: Entity, taken: dict[str, str]) -> None:
        name = entity.name
        self._class_name(entity, "entity", aggregate.name + name)
        parent = snake(aggregate.name)
        of_parent = {"it leads to the aggregate": frozenset({parent, f"{parent}_id"})}
        if why := taken.get(entity.plural) or reason(entity.plural, FIELDS | of_parent):
            message = f"the plural `{entity.plural}` of `{name}` can not be used: {why}"
            self._faults.add(entity.line, f"{message}; {_PLURAL_REMEDY}")
        own = {"it names the entity itself": frozenset({f"{snake(name)}_id"})}
        self._fields(name, entity.fields, ENTITY_FIELDS | of_parent | own)
        self._renames(entity.fields)

    def _fields(self, owner: str, fields: Iterable[Field], reserved: Reserved) -> None:
        taken: dict[str, Field] = {}
        for field in fields:
            self._snake_name(field, "field", reserved, f"{snake(owner)}_{field.name}")
            for column in columns(field):
                first = taken.setdefault(column, field)
                if first is not field:
                    message = f"the fields `{first.name}` and `{field.name}` would share the column"
                    self._faults.add(field.line, f"{message} `{column}`; rename one of them")
            self._target(field)

    def _target(self, field: Field) -> None:
        if field.type.target is None:
            return
        context, aggregate = field.type.target
        known = self._named.get(context, frozenset())
        if known is None or aggregate in known:
            return
        all_known = [
            f"{each}.{name}" for each, names in self._named.items() for name in names or ()
        ]
        remedy = did_you_mean(f"{context}.{aggregate}", all_known)
        message = f"field `{field.name}`: there is no aggregate `{context}.{aggregate}`; {remedy}"
        self._faults.add(field.line, message)

    def _transition(
        self, aggregate: Aggregate, transition: Transition, taken: dict[str, str]
    ) -> None:
        instead = f"{transition.name}_{snake(aggregate.name)}"
        fields = {why: frozenset({name}) for name, why in taken.items() if name == transition.name}
        self._snake_name(transition, "transition", fields | TRANSITIONS, instead)

    def _renames(self, elements: Iterable[_Renameable]) -> None:
        new_names: dict[str, str] = {}
        for element in elements:
            old = element.renamed_from
            if old is None:
                continue
            first = new_names.setdefault(old, element.name)
            if old == element.name:
                message = f"`{old}` can not be renamed from itself; remove `renamed_from`"
                self._faults.add(element.line, message)
            elif first != element.name:
                message = f"`{first}` and `{element.name}` can not both be renamed from `{old}`"
                self._faults.add(element.line, f"{message}; remove one `renamed_from`")

    def _snake_name(
        self, element: Context | Field | Transition, what: str, reserved: Reserved, instead: str
    ) -> None:
        name = element.name
        if not is_snake(name):
            nearest = snake(name.replace("-", "_").replace(" ", "_"))
            self._bad_case(element.line, f"{what} {shown(name)}", _SNAKE_RULE, nearest, is_snake)
        elif why := reason(name, reserved):
            self._reserved(element.line, f"{what} `{name}`", why, instead)

    def _class_name(self, element: Aggregate | Entity, what: str, instead: str) -> None:
        name = element.name
        if not is_pascal(name):
            nearest = pascal(name.replace("-", "_").replace(" ", "_"))
            self._bad_case(element.line, f"{what} {shown(name)}", _PASCAL_RULE, nearest, is_pascal)
        elif why := reason(name, CLASSES) or reason(snake(name), VARIABLES):
            self._reserved(element.line, f"{what} `{name}`", why, instead)

    def _bad_case(
        self, line: int, subject: str, rule: str, nearest: str, is_right: Callable[[str], bool]
    ) -> None:
        example = f"; write `{nearest}`" if is_right(nearest) else ""
        message = f"the {subject} must be {rule}, at most {MAX_LENGTH} characters{example}"
        self._faults.add(line, message)

    def _reserved(self, line: int, subject: str, why: str, instead: str) -> None:
        example = f", for instance `{instead}`" if len(instead) <= MAX_LENGTH else ""
        message = f"the {subject} can not be called so: {why}; write another name{example}"
        self._faults.add(line, message)


_PLURAL_REMEDY = "write `{fields: {...}, plural: ...}` with another one"
