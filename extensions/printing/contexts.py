"""How contexts are printed."""

from dataclasses import dataclass
from functools import cached_property

from ..domain_model.elements import Context
from ..domain_model.names import pascal
from ..domain_model.names import slug
from ..domain_model.names import table_name
from .aggregates import PrintedAggregate
from .aggregates import PrintedTransition
from .graphql_names import Prefixes


@dataclass(frozen=True)
class PrintedContext:
    """A bounded context."""

    context: Context
    graphql_prefixes: Prefixes

    @property
    def name(self) -> str:
        return self.context.name

    @property
    def words(self) -> str:
        return self.name.replace("_", " ")

    @property
    def slug(self) -> str:
        return slug(self.name)

    @property
    def prefix(self) -> str:
        """Of its schemas in the OpenAPI document, where all contexts meet."""
        return pascal(self.name)

    @cached_property
    def aggregates(self) -> list[PrintedAggregate]:
        return [
            PrintedAggregate(
                each,
                table_name(self.name, each.name),
                self.graphql_prefixes[self.name, each.name],
                self.name,
            )
            for each in self.context.aggregates
        ]

    def that(self, quality: str) -> list[PrintedAggregate]:
        """The aggregates that have a quality, by the name of its property: `that("creates")`."""
        return [each for each in self.aggregates if getattr(each, quality)]

    @property
    def fine_decimals(self) -> bool:
        """Whether it shows decimals that Python would not write out."""
        owners = (owner for each in self.aggregates for owner in (each, *each.entities))
        return any(field.is_fine for owner in owners for field in owner.fields)

    @property
    def references(self) -> list[tuple[str, str, str]]:
        """Which aggregate refers to which, by what field."""
        return [
            (f"{self.name}.{each.name}", field.name, ".".join(field.type.target))
            for each in self.aggregates
            for owner in (each, *each.entities)
            for field in owner.fields
            if field.type.target is not None
        ]

    @property
    def takes_orders(self) -> bool:
        """Whether it is the sample's context still: a handler of its event shows the way."""
        events = [event for each in self.aggregates for event, _ in each.events]
        return self.name == "ordering" and "OrderPlaced" in events

    @property
    def transitions(self) -> list[PrintedTransition]:
        return [transition for each in self.aggregates for transition in each.transitions]
