"""`ringfence new`: a service from answers, whole or not at all."""

import os
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from time import perf_counter

from ringfence import console
from ringfence import git
from ringfence import service_setup
from ringfence.answers import Value
from ringfence.answers import collect
from ringfence.errors import InputError
from ringfence.errors import Interrupted
from ringfence.errors import RingfenceError
from ringfence.presets import PRESETS
from ringfence.questions import Questionnaire
from ringfence.questions import questionnaire
from ringfence.staging import Staging
from ringfence.template_source import template_source

_LONGEST_NAME = 255  # bytes, in nearly every file system


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the user asked for, as it stood on the command line."""

    destination: Path
    preset: str | None = None
    model: Path | None = None
    data: Sequence[str] = ()
    data_file: Path | None = None
    defaults: bool = False
    setup: bool = True
    dry_run: bool = False


def new(request: Request) -> None:
    """Generate a service.

    Raises:
        InputError: the request can not be met as it stands; nothing was written.
        Interrupted: the user stopped it.
        RingfenceError: something failed on the way; the message says what there is now.
    """
    if not_usable := git.fault():
        raise InputError([not_usable])
    # resolved now: `..` and links mean what they mean to the shell at this moment
    destination = Path(os.path.abspath(request.destination)).resolve()  # noqa: PTH100
    try:
        if request.dry_run:
            _show(request, destination)
        else:
            _write(request, destination)
    except KeyboardInterrupt as error:
        raise Interrupted("interrupted, nothing was written") from error


def _show(request: Request, destination: Path) -> None:
    """Print what would be written."""
    with TemporaryDirectory(prefix="ringfence-") as folder:
        service = Path(folder) / destination.name
        template = template_source()
        with template.opened(), questionnaire(template.address, service) as questions:
            _answer(questions, request, destination)
            questions.render()
        files = sorted(file.relative_to(service) for file in service.rglob("*") if file.is_file())
        console.say(console.tree(destination.name, files))
        console.say(f"\n{len(files)} files in {destination}; nothing was written")


def _write(request: Request, destination: Path) -> None:
    staging = Staging(destination)
    template = template_source()
    with template.opened(), questionnaire(template.address, staging.service) as questions:
        _answer(questions, request, destination)
        started = perf_counter()
        author = git.Identity.of_answers(questions.answers)
        api = questions.answers.get("api") or []
        try:
            with staging:
                console.note("Rendering the service ...")
                questions.render()
                console.note("Making its first commit ...")
                files = sum(file.is_file() for file in staging.service.rglob("*"))
                git.create(staging.service)
                git.commit_all(staging.service, "Create the service with Ringfence", author=author)
                staging.land()
        except KeyboardInterrupt:
            if not staging.landed:
                raise
            raise Interrupted(_unfinished(destination, "interrupted")) from None
    console.note(f"{destination}: {files} files in {perf_counter() - started:.1f} s")
    if request.setup:
        _set_up(destination, author)
    _say_next_steps(destination, api=api, ready=request.setup)


def _answer(questions: Questionnaire, request: Request, destination: Path) -> None:
    """Answer all the questions: with what was given, else by asking, else by their defaults.

    Raises:
        InputError: something given is wrong, in itself or together with the rest.
    """
    given = collect(
        questions.kinds,
        data_file=request.data_file,
        data=request.data,
        model=request.model,
        sample=questions.sample,
    )
    asking = not request.defaults and console.is_terminal()
    verdict = questions.check(given.values, _defaults(request), asking=asking)
    faults = [*_request_faults(request, destination), *given.faults]
    for name, fault in verdict.faults.items():
        origin = given.answers[name].origin if name in given.answers else name
        faults += [f"{origin}: {line}" for line in fault.splitlines()]
    if faults:
        raise InputError(faults)
    unasked = [
        f"{given.answers[name].origin} is not used: no question asks for it here"
        for name in verdict.unasked
    ]
    for text in [*given.notes, *unasked]:
        console.note(f"note: {text}")
    if around := _repository_around(destination):
        console.note(f"note: the service gets a git repository of its own inside {around}")
    if asking:
        console.note("Enter takes what is proposed; Ctrl-C stops, and nothing is written.")
        questions.ask()
    else:
        questions.take_defaults()


def _defaults(request: Request) -> Mapping[str, Value]:
    """What goes before the template's own defaults: who git knows, then the preset."""
    who = {"author_name": git.configured("user.name"), "author_email": git.configured("user.email")}
    known: dict[str, Value] = {name: value for name, value in who.items() if value}
    return known | dict(PRESETS.get(request.preset or "", {}))


def _request_faults(request: Request, destination: Path) -> list[str]:
    faults = [_destination_fault(destination)]
    if request.preset is not None and request.preset not in PRESETS:
        near = get_close_matches(request.preset, list(PRESETS), n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(PRESETS)}"
        faults.append(f"--preset {request.preset}: there is no such preset; {hint}")
    if not request.defaults and not console.is_terminal():
        faults.append(
            "this is no terminal, so nobody can be asked: pass --defaults, and -d KEY=VALUE for what should differ"
        )
    if request.setup and not request.dry_run:
        faults.append(service_setup.fault())
    return [fault for fault in faults if fault]


def _destination_fault(destination: Path) -> str:
    """Why no service can be written to the destination; empty if it can."""
    try:
        return _name_fault(destination) or _folder_fault(destination)
    except OSError as error:
        return f"{destination} can not be read ({error.strerror}): choose another folder, or ask its owner"


def _folder_fault(destination: Path) -> str:
    existing = next(folder for folder in (destination, *destination.parents) if folder.exists())
    if not existing.is_dir():
        return f"{existing} is a file: choose another folder"
    if existing == destination and any(destination.iterdir()):
        return f"{destination} exists and is not empty: choose a new folder, or empty it"
    parent = destination.parent if existing == destination else existing
    if not os.access(parent, os.W_OK | os.X_OK):
        return f"{parent} can not be written to: choose another folder, or ask its owner"
    return ""


def _name_fault(destination: Path) -> str:
    """Why no service can live under this name; empty if one can."""
    for refused, name in ((os.pathsep, repr(os.pathsep)), ("\n", "a line break")):
        if refused in str(destination):
            return f"{destination} has {name} in it, where no virtual environment can be: choose another folder"
    if any(len(os.fsencode(part)) > _LONGEST_NAME for part in destination.parts):
        return f"{destination}: a name in it is too long: choose a shorter one"
    return ""


def _repository_around(destination: Path) -> Path | None:
    existing = next(folder for folder in destination.parents if folder.exists())
    return git.repository_around(existing)


def _set_up(service: Path, author: git.Identity) -> None:
    """Install the dependencies, write the migrations, make the database; commit what belongs to the code.

    Raises:
        Interrupted, RingfenceError: the service is there, its setup is not finished.
    """
    console.note("Setting it up: dependencies, migrations, database (make setup) ...")
    try:
        status = service_setup.make(service, "setup")
        if status:
            reason = (
                f"make setup failed with status {status}, its messages are above; without a network,"
                " the packages that are not on this machine yet can not be installed"
            )
            raise RingfenceError(_unfinished(service, reason))
        git.commit_all(service, "Add lock file and migrations", author=author)
    except KeyboardInterrupt as error:
        raise Interrupted(_unfinished(service, "interrupted")) from error


def _unfinished(service: Path, reason: str) -> str:
    return f"{reason}\nThe service is complete, but not set up yet.  To finish:\n  cd {_shown(service)} && make setup"


def _say_next_steps(service: Path, *, api: list[str], ready: bool) -> None:
    pages = ["http://127.0.0.1:8000/admin/"]
    if "graphql" in api:
        pages.insert(0, "http://127.0.0.1:8000/graphql/")
    if "rest" in api:
        pages.insert(0, "http://127.0.0.1:8000/api/docs/")
    console.say(f"\n{service.name} is {'ready' if ready else 'written'}.  Next:")
    console.say(f"  cd {_shown(service)}")
    console.say(f"  make run      serves {_listed(pages)}")
    console.say(
        "  make check    proves the architecture, types and style; make test runs the tests"
    )
    if not ready:
        console.say("The first of them also writes uv.lock and the migrations: commit these.")


def _listed(items: Sequence[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def _shown(service: Path) -> str:
    """The path as one types it: relative where that is shorter, quoted where it must be.

    A folder that was replaced while the shell stood in it is entered anew only by its full path.
    """
    with suppress(OSError, ValueError):
        relative = service.relative_to(Path.cwd())
        if relative.parts:
            # a name that begins with a dash would be an option
            return quote(f"./{relative}" if str(relative).startswith("-") else str(relative))
    return quote(str(service))
