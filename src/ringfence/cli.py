"""The command line.  It reads arguments and prints errors; the work is done elsewhere."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from typing import Never

import typer

from ringfence import console
from ringfence import git
from ringfence.errors import FAILED
from ringfence.errors import INTERRUPTED
from ringfence.errors import RingfenceError
from ringfence.presets import PRESETS

# Copier takes a quarter of a second to import: the commands import what needs it, `--help` does not.
app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """The entry point of the command `ringfence`."""
    console.never_fail_to_print()
    os.environ.setdefault("PATH", os.defpath)  # as a shell has it; what we use does not all agree
    app(prog_name="ringfence")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415

        console.say(f"ringfence {version('ringfence')}")
        raise typer.Exit


@app.callback()
def _ringfence(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Generate Django services in clean architecture from a domain model.

    \b
    Examples:
      ringfence new shop                        asks, then makes ./shop
      ringfence new shop --defaults             asks nothing: a sample service with a REST API
      ringfence new clinic --model clinic.yml   your own domain
      ringfence update --preview                what a newer template would change in a service
      ringfence set celery=true                 another answer, merged into a service

    Exit status: 0 done, 1 failed, 2 bad usage or input, 3 conflicts are left, 4 there is an update, 130 interrupted.
    """


@app.command(short_help="Generate a service.")
def new(
    dest: Annotated[
        Path, typer.Argument(metavar="DEST", help="The folder to make: a new one, or an empty one.")
    ],
    preset: Annotated[
        str | None,
        typer.Option(metavar="|".join(PRESETS), help="A named set of defaults."),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The domain model, in place of the sample."),
    ] = None,
    data: Annotated[
        list[str] | None,
        typer.Option("--data", "-d", metavar="KEY=VALUE", help="An answer; may be repeated."),
    ] = None,
    data_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Answers in YAML, one `question: answer` a line."),
    ] = None,
    defaults: Annotated[
        bool,
        typer.Option("--defaults", help="Ask nothing: take the default where no answer is given."),
    ] = False,
    no_setup: Annotated[
        bool, typer.Option("--no-setup", help="Only write: install nothing, migrate nothing.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the tree that would be written, and stop.")
    ] = False,
) -> None:
    """Generate a service in DEST: a git repository, set up and ready to run.

    An answer given with -d goes before one from the data file, that before the preset, that before the default.
    Several choices are written api=rest,... and none is written api= .

    \b
    Examples:
      ringfence new shop
      ringfence new shop --defaults
      ringfence new shop --defaults --dry-run
      ringfence new clinic --model clinic.yml --preset api
      ringfence new shop --defaults -d license=Apache-2.0 -d python_version=3.12
      ringfence new shop --defaults --data-file answers.yml --no-setup
    """
    with _errors_told():
        from ringfence.new import Request  # noqa: PLC0415
        from ringfence.new import new as make_service  # noqa: PLC0415

        make_service(
            Request(
                destination=dest,
                preset=preset,
                model=model,
                data=tuple(data or ()),
                data_file=data_file,
                defaults=defaults,
                setup=not no_setup,
                dry_run=dry_run,
            )
        )


Service = Annotated[Path, typer.Argument(metavar="PATH", help="The service's folder.")]
Preview = Annotated[
    bool, typer.Option("--preview", help="Print what would happen to each file, and stop.")
]
Commit = Annotated[bool, typer.Option("--commit", help="Commit the result, if nothing conflicts.")]
Defaults = Annotated[
    bool, typer.Option("--defaults", help="Ask nothing: new questions take their default.")
]


@app.command(short_help="Bring a service to a newer version of the template.")
def update(
    path: Service = Path(),
    to: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="The template's version; the newest by default."),
    ] = None,
    data: Annotated[
        list[str] | None,
        typer.Option("--data", "-d", metavar="KEY=VALUE", help="An answer to change as well."),
    ] = None,
    defaults: Defaults = False,
    preview: Preview = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether there is an update: exit status 4.")
    ] = False,
    commit: Commit = False,
) -> None:
    """Bring a service to a newer version of the template, by a merge with what people changed.

    The result is staged for review.  Exit status 3: some files conflict, their markers show both sides.

    \b
    Examples:
      ringfence update --preview
      ringfence update
      ringfence update shop --to 0.2.0 --defaults --commit
      ringfence update --check
    """
    with _errors_told():
        from ringfence.update import Change  # noqa: PLC0415
        from ringfence.update import check as check_for_update  # noqa: PLC0415
        from ringfence.update import update as change_service  # noqa: PLC0415

        if check:
            check_for_update(path)
            return
        change_service(
            Change(
                service=path,
                version=None if to is None else f"v{to.removeprefix('v')}",
                data=tuple(data or ()),
                defaults=defaults,
                preview=preview,
                commit=commit,
            )
        )


@app.command(name="set", short_help="Change answers of a service: switch options on or off.")
def set_(
    pairs: Annotated[
        list[str], typer.Argument(metavar="KEY=VALUE...", help="Answers, as in -d of new.")
    ],
    path: Annotated[
        Path, typer.Option("--in", metavar="PATH", help="The service's folder.")
    ] = Path(),
    defaults: Defaults = False,
    preview: Preview = False,
    commit: Commit = False,
) -> None:
    """Change answers of a service: switch an option on or off, by a merge with what people changed.

    \b
    Examples:
      ringfence set api=rest,graphql
      ringfence set celery=true --preview
      ringfence set license=none --in shop --commit
    """
    with _errors_told():
        from ringfence.update import Change  # noqa: PLC0415
        from ringfence.update import update as change_service  # noqa: PLC0415

        change_service(
            Change(
                service=path,
                version="",
                data=tuple(pairs),
                option="",
                defaults=defaults,
                preview=preview,
                commit=commit,
            )
        )


@app.command(short_help="Show what a service was made of, and what needs attention.")
def status(
    path: Service = Path(),
    json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
) -> None:
    """Show a service's version, its options, and what needs attention."""
    with _errors_told():
        from ringfence.status import status as show_status  # noqa: PLC0415

        show_status(path, as_json=json)


@contextmanager
def _errors_told() -> Iterator[None]:
    """Let no traceback reach the user: print one message and exit with its status.

    `RINGFENCE_DEBUG=1` shows the traceback as well.
    """
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    # before Copier is imported, which keeps the environment as it is then
    git.leave_callers_repository()
    try:
        yield
    except RingfenceError as error:
        if not error.is_fault:
            console.say(str(error))
            sys.exit(error.status)
        _fail(str(error), error.status)
    except KeyboardInterrupt:
        _fail("interrupted", INTERRUPTED)
    except OSError as error:
        if error.errno == errno.EPIPE:  # who reads our output has seen enough
            raise
        _fail(_system_fault(error), FAILED)
    except Exception as error:
        _fail(
            f"unexpected {type(error).__name__}: {error}\nThis is a fault of Ringfence."
            "  RINGFENCE_DEBUG=1 shows where; please report it.",
            FAILED,
        )


def _interrupt(_signal: int, _frame: object) -> Never:
    raise KeyboardInterrupt


def _system_fault(error: OSError) -> str:
    return ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)


def _fail(message: str, status: int) -> Never:
    if os.environ.get("RINGFENCE_DEBUG"):
        import traceback  # noqa: PLC0415

        traceback.print_exc()
    console.error(message)
    sys.exit(status)
