"""`ringfence status`: where a service stands."""

import json
from pathlib import Path

from ringfence import console
from ringfence import record
from ringfence.questions import questionnaire
from ringfence.repository import Repository
from ringfence.template_source import template_at
from ringfence.update import opened


def status(service: Path, *, as_json: bool) -> None:
    """Print the recorded version, the newest one, the options and what needs attention.

    Raises:
        InputError: there is no service that can be read.
    """
    with opened(service) as repository:
        conflicts = repository.conflicts()
        there = record.staged_record(repository)
        state = {
            "version": there.version,
            "available": _newest(repository, there.address),
            "template": there.address,
            "options": {name: value for name, value in there.answers.items() if name != "model"},
            "answers_edited_by_hand": not there.genuine,
            "conflicts": conflicts,
        }
    if as_json:
        console.say(json.dumps(state, indent=2, ensure_ascii=False))
        return
    console.say(f"version    {there.version}")
    newest = state["available"]
    console.say(f"available  {newest if newest != there.version else 'nothing newer'}")
    console.say(f"template   {there.address}")
    console.say("options")
    for name, value in there.answers.items():
        if name != "model":
            console.say(f"  {name}: {_shown(value)}")
    if not there.genuine:
        console.say(
            f"{record.FILE} was edited by hand: the next update takes what it says for what you want"
        )
    for path in conflicts:
        console.say(f"conflict   {path}")


def _shown(value: object) -> str:
    """An answer as one gives it with `-d`."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _newest(repository: Repository, address: str) -> str:
    template = template_at(address)
    # the folder's name is all that is looked at
    with template.opened(), questionnaire(template.address, repository.service) as questions:
        return questions.version
