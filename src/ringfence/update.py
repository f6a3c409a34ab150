"""`ringfence update` and `ringfence set`: render what was recorded, render what is wanted, let git merge."""

import errno
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ringfence import console
from ringfence import git
from ringfence import record
from ringfence import service_setup
from ringfence.answers import Value
from ringfence.answers import collect
from ringfence.errors import ConflictsLeft
from ringfence.errors import InputError
from ringfence.errors import Interrupted
from ringfence.errors import RingfenceError
from ringfence.errors import UpdateAvailable
from ringfence.landing import exclusive
from ringfence.landing import in_the_way
from ringfence.landing import land
from ringfence.landing import roll_back
from ringfence.landing import undisturbed
from ringfence.merge import Fate
from ringfence.merge import Merge
from ringfence.merge import merge
from ringfence.questions import Questionnaire
from ringfence.questions import UnknownVersion
from ringfence.questions import questionnaire
from ringfence.record import Record
from ringfence.repository import Repository
from ringfence.template_source import template_at

# the one file that a service's own commands make and that some answers make superfluous
_SCHEMA = "schema.graphql"
_NEWER_TOOL = "a newer tool has made it, or uncommitted work; upgrade ringfence, or run make tags in its checkout"
_NO_VERSION = (
    "ringfence status shows the newest one that this tool knows; upgrade ringfence for newer ones"
)
_DONE = {
    Fate.REMOVED: "removed",
    Fate.CONFLICT: "conflict",
    Fate.MERGED: "merged with your changes",
    Fate.CHANGED: "changed",
    Fate.ADDED: "added",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the user asked for.

    `version` is the template's to go to: None is the newest, an empty one stays where the service is.  `option` stands
    before the answers in `data` on the command line.
    """

    service: Path
    version: str | None = None
    data: Sequence[str] = ()
    option: str = "-d "
    defaults: bool = False
    preview: bool = False
    commit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """A merge that is not made yet, and what is to be said and done about it."""

    merge: Merge
    title: str
    version: str
    answers: Mapping[str, Any]


def update(change: Change) -> None:
    """Move a service to another version of the template, or to other answers, or both.

    Raises:
        ConflictsLeft: it is done, and some files need a decision.
        InputError: the request can not be met as it stands; nothing was changed.
        Interrupted: the user stopped it; the message says what there is now.
        RingfenceError: something failed; the message says what there is now.
    """
    with opened(change.service) as repository:
        faults = repository.faults()
        if change.commit and _has_staged(repository):
            faults.append(
                "--commit: your own staged changes would go into that commit: git commit them first"
            )
        if faults:
            raise InputError(faults)
        recorded, edited = _records(repository)
        landed = False
        try:
            outcome = _foresee(repository, change, recorded, edited)
            merge = outcome.merge
            if change.preview:
                _show(merge, repository, "would be ")
            if obstacles := in_the_way(repository, merge):
                raise InputError(obstacles)
            if change.preview:
                return
            if merge.before == merge.after and not merge.stages:
                console.say(
                    f"nothing to do: the service is at {outcome.version} with these answers"
                )
                return
            way_back = _way_back(repository, merge)
            with undisturbed():
                land(repository, merge)
                landed = True
            _show(merge, repository, "")
        except KeyboardInterrupt as error:
            if not landed:
                raise Interrupted("interrupted, nothing was changed") from error
            if not merge.stages:
                raise Interrupted(f"interrupted{_unfinished(way_back)}") from error
        if merge.stages:
            raise ConflictsLeft(merge.paths(Fate.CONFLICT), way_back)
        _finish(repository, change, outcome, way_back)


def check(service: Path) -> None:
    """Say whether there is a newer version of the template.

    Raises:
        UpdateAvailable: there is.
    """
    with opened(service) as repository:
        recorded, _ = _records(repository)
        template = template_at(recorded.address)
        place = repository.service  # of which only the name matters here
        with (
            template.opened(),
            _version(template.address, place, recorded.version) as old,
            _version(template.address, place, "HEAD") as new,
        ):
            if _is_newer(new, old):
                raise UpdateAvailable(old.version, new.version)
            console.say(f"{old.version} is the newest version that this tool knows")


@contextmanager
def opened(service: Path) -> Iterator[Repository]:
    """The repository of a service for this command alone, with what a killed one left half done taken back.

    Raises:
        InputError: there is no service, or another command works on it.
    """
    if not service.is_dir():
        raise InputError([f"{service} is no folder"])
    repository = Repository.around(service.resolve())
    try:
        with exclusive(repository):
            with undisturbed():
                kept = roll_back(repository)
            for path in kept:
                console.note(
                    f"note: an interrupted change was taken back; what you wrote since is in {path}"
                )
            yield repository
    except OSError as error:
        if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise
        raise InputError([f"{error.filename} can not be written to: ask its owner"]) from error


def _records(repository: Repository) -> tuple[Record, Record]:
    """The record to start from, and the one that is there: they differ where somebody has edited the latter."""
    there = record.staged_record(repository)
    if there.genuine:
        return there, there
    genuine = record.last_genuine(repository)
    if genuine is None:
        raise InputError(
            [
                f"{record.FILE} was edited by hand, and git knows no older one that was not:"
                " take the edit back, then ringfence set KEY=VALUE"
            ]
        )
    console.note(
        f"note: {record.FILE} was edited by hand; what it says now is taken for what you want"
    )
    return genuine, there


def _foresee(repository: Repository, change: Change, recorded: Record, edited: Record) -> _Outcome:
    template = template_at(recorded.address)
    wanted_version = {None: "HEAD", "": recorded.version}.get(change.version, change.version)
    with TemporaryDirectory(prefix="ringfence-") as folder, template.opened():
        name = repository.service.name
        before, after = Path(folder) / "recorded" / name, Path(folder) / "wanted" / name
        console.note("Rendering what was recorded and what is wanted ...")
        with (
            _version(template.address, before, recorded.version) as old,
            _version(template.address, after, str(wanted_version), unknown=_NO_VERSION) as new,
        ):
            if _is_newer(old, new):
                raise InputError(
                    [
                        f"the service is at {old.version}, {new.version} is older: services do not go back;"
                        " upgrade the tool, or take the newer version's commit back with git revert"
                    ]
                )
            _answer_anew(new, change, recorded, edited)
            old.take(recorded.answers)
            old.render()
            new.render()
            merged = merge(
                repository,
                recorded=before,
                wanted=after,
                label=new.version,
                follows=[record.FILE],
                obsolete=[_SCHEMA]
                if _has_schema(old.answers) and not _has_schema(new.answers)
                else [],
            )
            title = f"Update the template to {new.version}"
            if old.version == new.version:
                title = f"Set {', '.join(change.data)}" if change.data else "Follow the answers"
            return _Outcome(merge=merged, title=title, version=new.version, answers=new.answers)


def _finish(repository: Repository, change: Change, outcome: _Outcome, way_back: str) -> None:
    """Let the service's own commands make what the templates do not; commit it all, if that is wanted.

    Raises:
        Interrupted, RingfenceError: the change is made, and that is not done.
    """
    service = repository.service
    to_run = "make setup, make check and make test"
    if service_setup.is_set_up(service):
        console.note("Installing what is new, writing migrations ...")
        own = repository.not_staged()
        targets = ["sync", "migrations"]
        if _has_schema(outcome.answers):
            targets.append("schema")
        try:
            status = service_setup.make(service, *targets)
        except KeyboardInterrupt as error:
            raise Interrupted(f"interrupted{_unfinished(way_back)}") from error
        if status:
            raise RingfenceError(
                f"make {' '.join(targets)} failed with status {status}, its messages are above{_unfinished(way_back)}"
            )
        if made := sorted(repository.not_staged() - own):
            repository.stage(made)
            shown = ", ".join(path.removeprefix(repository.prefix) for path in made)
            console.say(f"Made by its own commands: {shown}")
        to_run = "make check and make test"
    if change.commit:
        git.commit_staged(
            repository.root, outcome.title, author=git.Identity.of_answers(outcome.answers)
        )
        console.say(f"\nCommitted: {outcome.title}")
    else:
        console.say(f"\nStaged for your review: git diff --staged.  To go back: {way_back}")
    console.say(f"Then run {to_run} in the service.")


def _unfinished(way_back: str) -> str:
    return f"\nThe change is made and staged.  To finish it: make setup, then git add --all.  To go back: {way_back}"


def _has_schema(answers: Mapping[str, Any]) -> bool:
    return "graphql" in (answers.get("api") or [])


def _answer_anew(
    questions: Questionnaire, change: Change, recorded: Record, edited: Record
) -> None:
    """Answer with what was recorded, as far as nothing else is wanted; ask what is new.

    Raises:
        InputError: what is wanted is wrong.
    """
    given = collect(questions.kinds, data=change.data, option=change.option)
    faults = list(given.faults)
    if "model" in given.answers:
        faults.append(f"{change.option}model: the model is changed in model.yml")
    wishes = {
        name: value
        for name, value in edited.answers.items()
        if name in questions.kinds and value != recorded.answers.get(name)
    } | given.values
    kept = {
        name: value
        for name, value in recorded.answers.items()
        if name in questions.kinds and name not in wishes
    }
    faults += _sample_faults(questions, wishes, kept)
    asking = not change.defaults and console.is_terminal()
    verdict = questions.check({**kept, **wishes}, {}, asking=asking)
    for name in verdict.faults.keys() - wishes.keys():
        kept.pop(name, None)
    verdict = questions.check({**kept, **wishes}, {}, asking=asking)
    faults += [f"{name}: {fault}" for name, fault in verdict.faults.items()]
    if verdict.unanswered and not change.defaults and not asking:
        faults.append(
            f"there are new questions ({', '.join(verdict.unanswered)}), and this is no terminal where they could be"
            " asked: pass --defaults, and -d KEY=VALUE for what should differ"
        )
    if faults:
        raise InputError(faults)
    for name in verdict.unasked:
        if name in given.answers:
            console.note(f"note: {name} is not used: no question asks for it here")
    for name in recorded.answers.keys() - kept.keys() - wishes.keys():
        console.note(f"note: the answer to {name} is not valid any more, its default is taken")
    if asking:
        questions.ask()
    else:
        questions.take_defaults()


def _sample_faults(
    questions: Questionnaire, wishes: Mapping[str, Value], kept: dict[str, Value]
) -> list[str]:
    """What is wrong with a changed `sample`; the recorded model makes way for it."""
    if "sample" not in wishes:
        return []
    is_sample = kept.get("model") == questions.sample
    if wishes["sample"] and not is_sample:
        return ["sample: model.yml holds a model of your own, the sample would take its place"]
    if not wishes["sample"] and is_sample:
        kept.pop("model")
    return []


@contextmanager
def _version(
    address: str, place: Path, version: str, *, unknown: str = _NEWER_TOOL
) -> Iterator[Questionnaire]:
    """The template at a version; `unknown` says what to do where there is none."""
    try:
        with questionnaire(address, place, version=version) as questions:
            yield questions
    except UnknownVersion as error:
        raise InputError([f"{error}: {unknown}"]) from error


def _is_newer(one: Questionnaire, other: Questionnaire) -> bool:
    return one.order is not None and other.order is not None and one.order > other.order


def _has_staged(repository: Repository) -> bool:
    return bool(repository.git("diff", "--cached", "--name-only").strip())


def _way_back(repository: Repository, merged: Merge) -> str:
    """The command that brings back what was there before, and leaves alone what is not of this change."""
    staged = _has_staged(repository)
    if repository.git("diff", "--name-only").strip():  # in model.yml, or beside the service
        again = f" && git read-tree -m -u HEAD {merged.before}" if staged else ""
        return f"git reset --merge{again}"
    return f"git read-tree --reset -u {merged.before}" if staged else "git reset --hard"


def _show(merged: Merge, repository: Repository, would_be: str) -> None:
    """Every file with what happens to it, the removed ones first."""
    width = max(map(len, _DONE.values())) + len(would_be)
    counts = []
    for fate, words in _DONE.items():
        paths = merged.paths(fate)
        for path in paths:
            said = f"{would_be}{words}" if fate is not Fate.CONFLICT else words
            console.say(f"  {said:{width}}  {path.removeprefix(repository.prefix)}")
        counts.append(
            f"{len(paths)} {words.split()[0]}{'s' if fate is Fate.CONFLICT and len(paths) != 1 else ''}"
        )
    console.say(f"\n{', '.join(counts)}" + ("; nothing was changed" if would_be else ""))
