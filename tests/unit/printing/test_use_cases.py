"""The names of use cases, which follow from those of their aggregate."""

from extensions.domain_model import read
from extensions.printing import contexts

MODEL = """
contexts:
  machines:
    aggregates:
      EventHandler:
        fields: {name: "str(20)"}
        states: [idle, busy]
        transitions: {start: idle -> busy}
"""


def test_commands_and_handlers_of_an_aggregate_that_is_called_a_handler() -> None:
    ((aggregate,),) = ([*context.aggregates] for context in contexts(read(MODEL)))
    names = {each.module: (each.command, each.handler) for each in aggregate.use_cases}
    assert names["create_event_handler"] == ("CreateEventHandler", "CreateEventHandlerHandler")
    assert names["list_event_handlers"] == ("ListEventHandlers", "ListEventHandlersHandler")
    assert names["start_event_handler"] == ("StartEventHandler", "StartEventHandlerHandler")
    single = [each.module for each in aggregate.single_use_cases]
    assert single == [f"{operation}_event_handler" for operation in ("get", "update", "delete")]
