"""The domain model as the templates print it: each object here knows the pieces of code that stand for it."""

from collections.abc import Iterator

from ..domain_model.elements import Model
from .contexts import PrintedContext
from .graphql_names import camel as camel
from .graphql_names import prefixes


def contexts(model: Model) -> Iterator[PrintedContext]:
    """The contexts of a model, in its order."""
    in_graphql = prefixes(model.contexts)
    return (PrintedContext(context, in_graphql) for context in model.contexts)
