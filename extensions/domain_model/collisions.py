"""Checks that no two things of a model end up with the same name."""

from collections.abc import Callable
from collections.abc import Iterable

from .elements import Aggregate
from .elements import Context
from .elements import Model
from .faults import Faults
from .names import GeneratedName
from .names import generated_class_names
from .names import generated_constraint_names
from .names import generated_relation_names
from .names import is_pascal
from .names import is_snake
from .names import pascal
from .names import snake
from .reserved import CLASSES
from .reserved import TABLES
from .reserved import reason


def check_collisions(model: Model, faults: Faults) -> None:
    """Note every two names that meet: in a context's code, in the database."""
    collisions = _Collisions(faults)
    collisions.note(_contexts(model))
    for context in model.contexts:
        collisions.note(_plurals(context))
    for context in model.contexts:
        names = list(_classes(context))
        collisions.note(names, spelled=snake)  # modules are named so
        _check_reserved_classes(names, faults)
    tables = (GeneratedName(name, "a table of Django", 0) for name in sorted(TABLES))
    collisions.note([*tables, *_in_database(model, generated_relation_names)])
    collisions.note(_in_database(model, generated_constraint_names))


class _Collisions:
    """Notes two things once, however many of their names meet."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._met: set[tuple[object, object]] = set()

    def note(self, names: Iterable[GeneratedName], spelled: Callable[[str], str] = str) -> None:
        """Note the names that meet, unless their lines did already."""
        first_of: dict[str, GeneratedName] = {}
        for name in names:
            first = first_of.setdefault(spelled(name.name), name)
            on_one_line = first.line == name.line
            pair = (first.origin, name.origin) if on_one_line else (first.line, name.line)
            if first is name or pair in self._met:
                continue
            self._met.add(pair)
            place = f" (line {first.line})" if first.line else ""
            things = f"{first.origin}{place} and {name.origin}"
            message = f"`{name.name}` would be the name of two things: {things}; {name.remedy}"
            self._faults.add(name.line, message)


def _rightly_named(context: Context) -> list[Aggregate]:
    """The aggregates whose own names are no fault already."""
    return [aggregate for aggregate in context.aggregates if is_pascal(aggregate.name)]


def _contexts(model: Model) -> Iterable[GeneratedName]:
    for each in model.contexts:
        yield GeneratedName(each.name, f"the context {each.name}", each.line)
    for each in model.contexts:
        yield GeneratedName(f"{each.name}_rows", f"a module of the context {each.name}", each.line)


def _plurals(context: Context) -> Iterable[GeneratedName]:
    aggregates = _rightly_named(context)
    for each in aggregates:
        yield GeneratedName(snake(each.name), f"the aggregate {each.name}", each.line)
    for each in aggregates:
        if each.plural != snake(each.name):
            origin = f"the plural of {each.name}"
            yield GeneratedName(each.plural, origin, each.line, "write another `plural:`")


def _classes(context: Context) -> Iterable[GeneratedName]:
    config = f"{pascal(context.name)}Config"
    yield GeneratedName(config, f"the context {context.name}", context.line)
    for aggregate in _rightly_named(context):
        yield from generated_class_names(aggregate)


def _check_reserved_classes(names: Iterable[GeneratedName], faults: Faults) -> None:
    for name in names:
        why = reason(name.name, CLASSES)
        if why and not name.is_given:
            message = f"{name.origin} would be called `{name.name}`, but {why}"
            faults.add(name.line, f"{message}; {name.remedy}")


def _in_database(
    model: Model, generated: Callable[[str, Aggregate], Iterable[GeneratedName]]
) -> Iterable[GeneratedName]:
    for context in model.contexts:
        if is_snake(context.name):
            for aggregate in _rightly_named(context):
                yield from generated(context.name, aggregate)
