"""Named sets of answers.  They are defaults: an answer from a file or from `-d` goes before them."""

from collections.abc import Mapping

Answers = Mapping[str, bool | str | list[str]]

PRESETS: Mapping[str, Answers] = {
    "minimal": {"api": [], "ci": "none", "factory_boy": False, "sample": False},
    "api": {"api": ["rest"], "factory_boy": True},
    "full": {"api": ["rest", "graphql"], "factory_boy": True, "sample": True},
}
