"""A domain model written as `model.yml`: the inverse of `read()`, lines aside."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from extensions.domain_model.elements import Aggregate
from extensions.domain_model.elements import Context
from extensions.domain_model.elements import Entity
from extensions.domain_model.elements import Field
from extensions.domain_model.elements import FieldType
from extensions.domain_model.elements import Kind
from extensions.domain_model.elements import Literal
from extensions.domain_model.elements import Model
from extensions.domain_model.elements import Moment
from extensions.domain_model.elements import MoneyLiteral
from extensions.domain_model.elements import Transition
from extensions.domain_model.names import child
from extensions.domain_model.names import pascal
from extensions.domain_model.names import plural
from extensions.domain_model.names import snake

NO_LINE = 0


def written(model: Model, *, long: bool = False) -> str:
    """The model as `model.yml`, whatever has a short form in it or, with `long`, in the long one."""
    return "\n".join(_lines(model, long)) + "\n"


def _lines(model: Model, long: bool) -> Iterator[str]:
    yield "contexts:" if model.contexts else "contexts: {}"
    for context in model.contexts:
        yield f"  {context.name}:"
        yield from _renamed(context.renamed_from, "    ")
        yield "    aggregates:" if context.aggregates else "    aggregates: {}"
        for aggregate in context.aggregates:
            yield f"      {aggregate.name}:"
            for line in _aggregate_lines(aggregate, long):
                yield f"        {line}"


def _renamed(old: str | None, indent: str = "") -> Iterator[str]:
    if old is not None:
        yield f"{indent}renamed_from: {old}"


def _aggregate_lines(aggregate: Aggregate, long: bool) -> Iterator[str]:
    yield from _renamed(aggregate.renamed_from)
    if aggregate.plural != plural(snake(aggregate.name)):
        yield f"plural: {aggregate.plural}"
    yield "fields:"
    for field in aggregate.fields:
        yield from _field_lines(field, "  ", long)
    if aggregate.entities:
        yield "entities:"
    for entity in aggregate.entities:
        yield from _entity_lines(aggregate, entity, long)
    if aggregate.states:
        yield f"states: {_flow(aggregate.states)}"
        yield f"editable_in: {_flow(aggregate.editable_in)}"
    if aggregate.transitions:
        yield "transitions:"
    for transition in aggregate.transitions:
        yield from _transition_lines(aggregate, transition, long)
    if aggregate.unique:
        yield f"unique: [{', '.join(_flow(group) for group in aggregate.unique)}]"
    yield f"operations: {_flow(aggregate.operations)}"
    if aggregate.filters:
        yield f"filters: {_flow(aggregate.filters)}"
    keys = tuple(f"{'-' if key.descending else ''}{key.field}" for key in aggregate.order_by)
    yield f"order_by: {_flow(keys)}"
    if aggregate.owner:
        yield f"owner: {aggregate.owner}"


def _flow(words: tuple[str, ...]) -> str:
    return f"[{', '.join(words)}]"


def _transition_lines(aggregate: Aggregate, each: Transition, long: bool) -> Iterator[str]:
    named = each.event != f"{aggregate.name}{pascal(each.target)}"
    if long or named:
        yield f"  {each.name}:"
        yield f"    from: {_flow(each.sources)}"
        yield f"    to: {each.target}"
        yield from ([f"    event: {each.event}"] if named else [])
    else:
        yield f"  {each.name}: {' | '.join(each.sources)} -> {each.target}"


def _entity_lines(aggregate: Aggregate, entity: Entity, long: bool) -> Iterator[str]:
    yield f"  {entity.name}:"
    plain = entity.plural == plural(child(aggregate.name, entity.name))
    if not long and plain and entity.renamed_from is None:
        for field in entity.fields:
            yield from _field_lines(field, "    ", long)
        return
    if not plain:
        yield f"    plural: {entity.plural}"
    yield from _renamed(entity.renamed_from, "    ")
    yield "    fields:"
    for field in entity.fields:
        yield from _field_lines(field, "      ", long)


def _field_lines(field: Field, indent: str, long: bool) -> Iterator[str]:
    flags = [name for name in ("unique", "index", "immutable") if getattr(field, name)]
    type_ = f"{_type_text(field.type)}{'?' if field.optional else ''}"
    if long or field.renamed_from is not None:
        yield f"{indent}{field.name}:"
        yield f"{indent}  type: {quoted(type_)}"
        yield from (f"{indent}  {flag}: true" for flag in flags)
        if field.default is not None:
            yield f"{indent}  default: {_long_default(field.default)}"
        yield from _renamed(field.renamed_from, f"{indent}  ")
        return
    default = "" if field.default is None else f" = {_short_default(field)}"
    yield f"{indent}{field.name}: {_plain(' '.join([type_, *flags]) + default)}"


def _type_text(type_: FieldType) -> str:
    arguments: list[str] = []
    if type_.target is not None:
        arguments.append(".".join(type_.target))
    arguments += type_.members
    if type_.kind is Kind.DECIMAL:
        arguments += [str(type_.digits), str(type_.places)]
    if type_.kind is Kind.MONEY:
        arguments.append(f"places={type_.places}")
    if type_.max_length is not None:
        arguments += [str(type_.max_length), f"min={type_.min_length}"]
    if type_.pattern is not None:
        arguments.append(f"pattern={_literal_text(type_.pattern)}")
    bounds = (("min", type_.minimum), ("max", type_.maximum))
    arguments += [f"{name}={bound:f}" for name, bound in bounds if isinstance(bound, Decimal)]
    arguments += [f"{name}={bound}" for name, bound in bounds if isinstance(bound, int)]
    return f"{type_.kind}({', '.join(arguments)})" if arguments else type_.kind.value


def _short_default(field: Field) -> str:
    if isinstance(field.default, str) and not isinstance(field.default, Moment):
        is_member = field.type.kind is Kind.ENUM
        return field.default if is_member else _literal_text(field.default)
    return _bare(field.default)


def _long_default(default: Literal) -> str:
    if isinstance(default, str) and not isinstance(default, Moment):
        return quoted(default)
    return _bare(default)


def _bare(default: Literal | None) -> str:
    match default:
        case bool():
            return str(default).lower()
        case Decimal():
            return f"{default:f}"
        case MoneyLiteral():
            return f"{default.amount:f} {default.currency}"
        case _:
            return str(default)


def _literal_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(text: str) -> str:
    """Without quotes where YAML needs none."""
    return text if re.fullmatch(r'[\w (),.=?"+-]+', text, re.ASCII) else quoted(text)


def quoted(text: str) -> str:
    """A double-quoted scalar of YAML."""
    return f'"{"".join(_escaped(character) for character in text)}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    plain = character.isprintable() and character != "\ufeff"
    return character if plain else f"\\U{ord(character):08x}"


# comparing


def without_lines(element: Any) -> Any:
    """The same elements, without the lines where they stand."""
    if isinstance(element, tuple):
        return tuple(without_lines(each) for each in element)
    if isinstance(element, Model | Context | Aggregate | Entity | Transition | Field):
        changes = {
            name: without_lines(getattr(element, name))
            for name in ("contexts", "aggregates", "entities", "fields", "transitions")
            if hasattr(element, name)
        }
        if not isinstance(element, Model):
            changes["line"] = NO_LINE
        return replace(element, **changes)
    return element
