"""The template's questions, as Copier reads, checks, asks and renders them.

The only module that uses names that Copier keeps to itself: its public functions stop at the first bad answer, and
they ask and write in one go.
"""

import re
import warnings
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copier._main import Worker
from copier._settings import SettingsModel
from copier._user_data import AnswersMap
from copier._user_data import Question
from copier.errors import CopierError
from copier.errors import InteractiveSessionError
from copier.errors import UserMessageError
from jinja2 import TemplateError
from packaging.version import Version
from plumbum import ProcessExecutionError

from ringfence import keyboard
from ringfence.answers import Kind
from ringfence.answers import Value
from ringfence.errors import InputError
from ringfence.errors import RingfenceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the questions say to the given answers."""

    faults: Mapping[str, str]  # by the question's name
    unasked: tuple[str, ...]  # given, but of no use in this combination
    unanswered: tuple[str, ...]  # to be asked, since nothing was given


class UnknownVersion(RingfenceError):
    """The template has no version of this name."""

    def __init__(self, version: str) -> None:
        super().__init__(f"the template has no version {version}")


class Questionnaire:
    """The questions of one template for one destination."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._questions: Mapping[str, dict[str, Any]] = worker.template.questions_data
        self._environment = worker.jinja_env
        self._given: dict[str, Value] = {}
        self._defaults: dict[str, Value] = {}

    @property
    def version(self) -> str:
        """The version of the template, as a service records it."""
        return str(self._worker.template.commit)

    @property
    def order(self) -> Version | None:
        """The version as a number, to compare it with others; None where the template's history has none."""
        return self._worker.template.version

    @property
    def kinds(self) -> dict[str, Kind]:
        """How each question is answered, in the order of asking."""
        return {name: _kind(details) for name, details in self._questions.items()}

    @property
    def sample(self) -> str:
        """The text of the sample model."""
        return str(self._environment.globals.get("sample_model", ""))

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers that were rendered, or are to be."""
        return {name: self._worker.answers.combined.get(name) for name in self._questions}

    def check(
        self, given: Mapping[str, Value], defaults: Mapping[str, Value], *, asking: bool
    ) -> Verdict:
        """Judge every given answer in the light of the others.

        Where nobody will be asked (`asking` is false), a default that is refused is a fault too.
        `defaults` go before the template's own; one that is refused is dropped.
        """
        faults: dict[str, str] = {}
        unasked: list[str] = []
        unanswered: list[str] = []
        answers = AnswersMap(init=dict(given), user_defaults=dict(defaults))
        self._worker.answers = answers
        for name in self._questions:
            question = self._question(name, answers)
            if not question.get_when():
                if name in given and not asking:  # who is asked may yet choose what it goes with
                    unasked.append(name)
                    answers.init.pop(name)
            elif name in given:
                fault = _fault(question, given[name])
                if not fault:
                    answers.user[name] = question.parse_answer(given[name])
                    continue
                faults[name] = fault
                answers.init.pop(name)
            else:
                if question.get_ask():
                    unanswered.append(name)
                if name in defaults and _fault(question, defaults[name]):
                    answers.user_defaults.pop(name)
            try:
                answers.user[name] = self._question(name, answers).get_default()
            except (ValueError, TypeError, CopierError) as error:
                # what follows from a refused answer is not another fault
                if not faults and not asking:
                    faults[name] = (
                        f"{_words(error, name)} (the default; give it with -d {name}=...)"
                    )
        self._defaults = {
            name: defaults[name] for name in defaults if name in answers.user_defaults
        }
        self._given = {name: given[name] for name in given if name in answers.init}
        return Verdict(faults=faults, unasked=tuple(unasked), unanswered=tuple(unanswered))

    def ask(self) -> None:
        """Ask what was not given, in the terminal.

        Raises:
            KeyboardInterrupt: the user does not want to go on.
            InputError: a given answer does not go with one that was chosen.
        """
        with keyboard.safe_escape():
            self._answer(defaults=False)

    def take_defaults(self) -> None:
        """Answer with its default what was not given."""
        self._answer(defaults=True)

    def take(self, answers: Mapping[str, Value]) -> None:
        """Answer as a service has recorded it; what it did not record has its default."""
        self._given = {name: value for name, value in answers.items() if name in self._questions}
        self.take_defaults()

    def render(self) -> None:
        """Write the service to the destination.

        Raises:
            RingfenceError: the template can not be rendered.
        """
        self._worker.data = {
            name: value for name, value in self.answers.items() if name in self._worker.answers.user
        }
        self._worker.defaults = True
        with _translated("the template could not be rendered"):
            # one formatter for all files is a hundred times faster than one for each
            self._environment.extend(formats_later=True)
            self._worker.run_copy()
            written = sorted(self._worker.subproject.local_abspath.rglob("*.py"))
            format_files: Any = self._environment.globals["format_files"]
            format_files(written, self.answers["package"], self.answers["python_version"])

    def _answer(self, *, defaults: bool) -> None:
        self._worker.data = dict(self._given)
        self._worker.user_defaults = dict(self._defaults)
        self._worker.defaults = defaults
        with _translated("the answers do not go together", lambda text: InputError([text])):
            self._worker._ask()

    def _question(self, name: str, answers: AnswersMap) -> Question:
        return Question(
            answers=answers,
            context=self._worker._render_context(),
            jinja_env=self._environment,
            settings=self._worker.settings,
            var_name=name,
            **self._questions[name],
        )


@contextmanager
def questionnaire(
    template: str, destination: Path, *, version: str = "HEAD"
) -> Iterator[Questionnaire]:
    """Open a version of a template to be rendered to `destination`, of which only the name matters until then.

    Raises:
        UnknownVersion: the template has no such version.
        RingfenceError: the template is broken.
    """
    with (
        warnings.catch_warnings(),
        Worker(
            src_path=template,
            dst_path=destination,
            vcs_ref=version,
            settings=SettingsModel(),
            quiet=True,
            unsafe=True,  # the template is a part of this tool
        ) as worker,
    ):
        warnings.simplefilter("ignore")  # uncommitted work in a checkout is rendered on purpose
        with _translated(f"the template {template} can not be used"):
            try:
                opened = Questionnaire(worker)
            except (ProcessExecutionError, ValueError) as error:
                # Copier lets git's words through, or its own for the same
                if re.search("invalid reference|unknown revision|Unknown revision", str(error)):
                    raise UnknownVersion(version) from error
                raise
        yield opened


def _kind(details: Mapping[str, Any]) -> Kind:
    if details.get("multiselect"):
        return Kind.SEVERAL
    return Kind.FLAG if details.get("type") == "bool" else Kind.TEXT


def _fault(question: Question, value: Value) -> str:
    """Why the question refuses the value; empty if it does not."""
    try:
        question.validate_answer(question.parse_answer(value))
    except (ValueError, TypeError, CopierError) as error:
        return _choice_fault(question, value) or _words(error, question.var_name)
    return ""


def _choice_fault(question: Question, value: Value) -> str:
    choices = {str(choice.value): choice.disabled for choice in question._formatted_choices}
    if not choices:
        return ""
    reasons = []
    for item in value if isinstance(value, list) else [value]:
        if str(item) not in choices:
            reasons.append(f"{item!r} is not one of {', '.join(choices)}")
        elif choices[str(item)]:
            reasons.append(str(choices[str(item)]))
    return "; ".join(reasons)


def _words(error: Exception, name: str) -> str:
    """The message of an error without Copier's introduction."""
    return str(error).removeprefix(f"Validation error for question '{name}': ")


@contextmanager
def _translated(
    what: str, error_of: Callable[[str], RingfenceError] = RingfenceError
) -> Iterator[None]:
    """Turn Copier's errors, and those of what it uses, into one of ours."""
    try:
        yield
    except InteractiveSessionError as error:  # Control-D in an empty line
        raise KeyboardInterrupt from error
    except UserMessageError as error:
        raise error_of(f"{what}: {error.message}") from error
    except ProcessExecutionError as error:
        raise error_of(f"{what}: git said: {error.stderr.strip()}") from error
    except (CopierError, TemplateError, ValueError, TypeError) as error:
        if isinstance(error, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        raise error_of(f"{what}: {error}") from error
