"""The answers that a command was given: read from files and from the command line, none of them judged yet."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

import yaml

Value = str | bool | list[str]


class Kind(StrEnum):
    """How the answer to a question is written."""

    TEXT = "text"
    FLAG = "flag"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A value and the place that it comes from, in the words of a message."""

    value: Value
    origin: str


@dataclass(slots=True)
class Given:
    """Answers by the name of their question, later ones in the place of earlier ones."""

    answers: dict[str, Answer] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def values(self) -> dict[str, Value]:
        return {name: answer.value for name, answer in self.answers.items()}


class _NotReadable(Exception):
    """A value is no answer to a question of its kind."""


def collect(
    kinds: Mapping[str, Kind],
    *,
    data_file: Path | None = None,
    data: Sequence[str] = (),
    option: str = "-d ",
    model: Path | None = None,
    sample: str = "",
) -> Given:
    """The answers from the file, then those from the `KEY=VALUE` texts, then the model's.

    `kinds` are the questions that there are, `option` is what stands before such a text on the command line.  A model excludes the sample, unless it is the sample's text.
    """
    given = Given()
    if data_file is not None:
        _read_data_file(data_file, kinds, given)
    for text in data:
        _read_pair(text, kinds, given, option)
    if model is not None:
        _read_model(model, given)
    _exclude_sample(given, sample)
    return given


def _read_pair(text: str, kinds: Mapping[str, Kind], given: Given, option: str) -> None:
    key, equals, value = text.partition("=")
    key = key.strip()
    if not equals:
        given.faults.append(f"{option}{text}: write it as KEY=VALUE")
    elif key not in kinds:
        given.faults.append(f"{option}{text}: {_unknown(key, kinds)}")
    else:
        try:
            node = _items(value) if kinds[key] is Kind.SEVERAL else value
            given.answers[key] = Answer(value=_parse(node, kinds[key]), origin=f"{option}{key}")
        except _NotReadable as error:
            given.faults.append(f"{option}{text}: {error}")


def _items(text: str) -> str | list[str]:
    """The items of `a,b` or of `[a, b]`."""
    if text.strip().startswith("["):
        try:
            items = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only
        except yaml.YAMLError as error:
            raise _NotReadable("is no list: write a,b or [a, b], or nothing for none") from error
        return [str(item) for item in items] if isinstance(items, list) else text
    return [item.strip() for item in text.split(",") if item.strip()]


def _read_data_file(path: Path, kinds: Mapping[str, Kind], given: Given) -> None:
    text = _read_text(path, "--data-file", given)
    if text is None:
        return
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        given.faults.append(f"{path}: is no YAML: {_first_problem(error)}")
        return
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return
    if not isinstance(root, yaml.MappingNode):
        given.faults.append(f"{path}: write one `question: answer` a line")
        return
    seen: set[str] = set()
    for key_node, node in root.value:
        key = str(key_node.value)
        place = f"{path}, line {key_node.start_mark.line + 1}"
        if key.startswith("_"):
            given.notes.append(f"{place}: {key} is Copier's own, not an answer; it is left out")
        elif key in seen:
            given.faults.append(f"{place}: {key} is there twice; keep one")
        elif key not in kinds:
            given.faults.append(f"{place}: {_unknown(key, kinds)}")
        else:
            try:
                value = _parse(_texts(node), kinds[key])
                given.answers[key] = Answer(value=value, origin=f"{place}: {key}")
            except _NotReadable as error:
                given.faults.append(f"{place}: {key} {error}")
        seen.add(key)


def _texts(node: yaml.Node) -> str | list[str]:
    """What was written, whatever YAML would make of it: `3.10` is no number here."""
    if isinstance(node, yaml.ScalarNode):
        is_null = node.tag == "tag:yaml.org,2002:null"
        return "" if is_null else str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(
        isinstance(item, yaml.ScalarNode) for item in node.value
    ):
        return [str(item.value) for item in node.value]
    raise _NotReadable("must be a text, or a list of texts; quote it if it is one")


def _parse(raw: str | list[str], kind: Kind) -> Value:
    match kind:
        case Kind.SEVERAL:
            return raw if isinstance(raw, list) else _as_list(_items(raw))
        case Kind.FLAG:
            words = {
                "true": True,
                "yes": True,
                "on": True,
                "false": False,
                "no": False,
                "off": False,
            }
            if isinstance(raw, list) or raw.strip().lower() not in words:
                raise _NotReadable("must be true or false")
            return words[raw.strip().lower()]
        case Kind.TEXT:
            if isinstance(raw, list):
                raise _NotReadable("must be one text, not a list; quote it if it is one")
            return raw


def _as_list(items: str | list[str]) -> list[str]:
    return items if isinstance(items, list) else [items]


def _read_model(path: Path, given: Given) -> None:
    text = _read_text(path, "--model", given)
    if "model" in given.answers:
        given.faults.append(f"--model: {given.answers['model'].origin} gives a model too; keep one")
    elif text is not None:
        given.answers["model"] = Answer(value=text, origin=str(path))


def _exclude_sample(given: Given, sample: str) -> None:
    model = given.answers.get("model")
    if model is None or model.value == sample:
        return
    wish = given.answers.get("sample")
    if wish is not None and wish.value is True:
        given.faults.append(
            f"{wish.origin}: the model from {model.origin} takes the place of the sample; leave one of them out"
        )
    given.answers["sample"] = Answer(value=False, origin=model.origin)


def _read_text(path: Path, option: str, given: Given) -> str | None:
    """The text of a file with its line ends as `\\n`; None, and a fault, where there is none."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        given.faults.append(f"{path}: line {line}: is no UTF-8 text; save it as UTF-8")
    except OSError as error:
        given.faults.append(f"{option} {path}: can not be read: {error.strerror}")
    else:
        return content.replace("\r\n", "\n").replace("\r", "\n")
    return None


def _unknown(key: str, kinds: Mapping[str, Kind]) -> str:
    near = get_close_matches(key, list(kinds), n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(kinds)}"
    return f"there is no question {key!r}; {hint}"


def _first_problem(error: Exception) -> str:
    return ", ".join(_problem_parts(error)) or "it nests too deep"


def _problem_parts(error: Exception) -> Iterator[str]:
    if isinstance(error, yaml.MarkedYAMLError):
        if error.problem_mark is not None:
            yield f"line {error.problem_mark.line + 1}"
        if error.problem is not None:
            yield error.problem
    elif isinstance(error, yaml.YAMLError):
        yield str(error).splitlines()[0]
