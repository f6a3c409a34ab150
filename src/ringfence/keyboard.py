"""The keys that answer questions."""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys


@contextmanager
def safe_escape() -> Iterator[None]:
    """Let Escape do nothing.

    Escape and Enter soon after it are one key to prompt_toolkit, which ends a question with an empty answer,
    whatever the list of choices.  A key without a meaning between them keeps them apart.
    """
    source = create_input()
    after_escape = False

    def apart(read: Callable[[], list[KeyPress]]) -> Callable[[], list[KeyPress]]:
        def keys() -> list[KeyPress]:
            nonlocal after_escape
            pressed = []
            for key in read():
                if after_escape and key.key == Keys.ControlM:
                    pressed.append(KeyPress(Keys.Ignore))
                pressed.append(key)
                after_escape = key.key == Keys.Escape
            return pressed

        return keys

    source.read_keys = apart(source.read_keys)  # type: ignore[method-assign]
    source.flush_keys = apart(source.flush_keys)  # type: ignore[method-assign]
    with create_app_session(input=source):
        yield
