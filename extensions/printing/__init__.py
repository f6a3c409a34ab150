"""The domain model as the templates print it: each object here knows the pieces of code that stand for it."""

from collections.abc import Iterator

from ..domain_model.elements import Model
from .contexts import PrintedContext


def contexts(model: Model) -> Iterator[PrintedContext]:
    """The contexts of a model, in its order."""
    return (PrintedContext(context) for context in model.contexts)
