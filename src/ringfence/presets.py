"""Named sets of answers.  They are defaults: an answer from a file or from `-d` goes before them."""

from collections.abc import Mapping

Answers = Mapping[str, bool | str | list[str]]

PRESETS: Mapping[str, Answers] = {
    "minimal": {"api": [], "celery": False, "ci": "none", "factory_boy": False, "sample": False},
    "api": {"api": ["rest"], "factory_boy": True},
    "full": {"api": ["rest", "graphql"], "celery": True, "factory_boy": True, "sample": True},
}
