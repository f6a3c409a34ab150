"""Reading answers: where they come from, which goes first, and what is wrong with them."""

from pathlib import Path

import pytest

from ringfence.answers import Given
from ringfence.answers import Kind
from ringfence.answers import Value
from ringfence.answers import collect

KINDS = {
    "project_name": Kind.TEXT,
    "license": Kind.TEXT,
    "python_version": Kind.TEXT,
    "api": Kind.SEVERAL,
    "sample": Kind.FLAG,
    "model": Kind.TEXT,
}


def _from_file(tmp_path: Path, text: str, *data: str) -> Given:
    path = tmp_path / "answers.yml"
    path.write_text(text, encoding="utf-8")
    return collect(KINDS, data_file=path, data=data)


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("project_name=Shop", "Shop"),
        ("project_name=", ""),
        ("project_name= a = b ", " a = b "),
        ('project_name="quoted"', '"quoted"'),
        ("project_name={{ 7*7 }}: #[yes", "{{ 7*7 }}: #[yes"),
        ("python_version=3.10", "3.10"),
        ("api=rest,graphql", ["rest", "graphql"]),
        ("api=[rest, graphql]", ["rest", "graphql"]),
        ("api= rest , graphql ,", ["rest", "graphql"]),
        ("api=[]", []),
        ("api=", []),
        ("sample=true", True),
        ("sample=No", False),
    ],
)
def test_a_pair_on_the_command_line(pair: str, value: Value) -> None:
    given = collect(KINDS, data=[pair])
    assert given.faults == []
    assert list(given.values.values()) == [value]


def test_the_last_of_two_pairs_counts() -> None:
    assert collect(KINDS, data=["license=MIT", "license=none"]).values == {"license": "none"}


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ("licens=MIT", "-d licens=MIT: there is no question 'licens'; did you mean license?"),
        ("zzz=1", "-d zzz=1: there is no question 'zzz'; there are project_name, license, "),
        ("license", "-d license: write it as KEY=VALUE"),
        ("sample=perhaps", "-d sample=perhaps: must be true or false"),
        ("sample=", "-d sample=: must be true or false"),
        ("api=[rest", "-d api=[rest: is no list: write a,b or [a, b], or nothing for none"),
    ],
)
def test_a_wrong_pair_is_told(pair: str, message: str) -> None:
    (fault,) = collect(KINDS, data=[pair]).faults
    assert fault.startswith(message)


def test_a_file_holds_texts_as_they_are_written(tmp_path: Path) -> None:
    given = _from_file(
        tmp_path,
        "python_version: 3.10\nproject_name: yes\nlicense: ~\napi: [rest]\nsample: off\n"
        "model: |\n  contexts: {}\n",
    )
    assert given.faults == []
    assert given.values == {
        "python_version": "3.10",
        "project_name": "yes",
        "license": "",
        "api": ["rest"],
        "sample": False,
        "model": "contexts: {}\n",
    }


def test_a_pair_goes_before_the_file(tmp_path: Path) -> None:
    given = _from_file(tmp_path, "license: MIT\nproject_name: Shop\n", "license=none")
    assert given.values == {"license": "none", "project_name": "Shop"}


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_a_file_may_be_empty(tmp_path: Path, text: str) -> None:
    given = _from_file(tmp_path, text)
    assert (given.values, given.faults) == ({}, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "answers.yml: is no YAML: line 1, "),
        ("- license", "answers.yml: write one `question: answer` a line"),
        ("license: MIT\nlicens: x\n", "answers.yml, line 2: there is no question 'licens'; did"),
        ("license: MIT\nlicense: none\n", "answers.yml, line 2: license is there twice; keep one"),
        ("license: {a: b}\n", "answers.yml, line 1: license must be a text, or a list of texts"),
        ("license: [MIT]\n", "answers.yml, line 1: license must be one text, not a list"),
        ("sample: [true]\n", "answers.yml, line 1: sample must be true or false"),
        ("[" * 5000, "answers.yml: is no YAML: "),
        ("a: \x07\n", "answers.yml: is no YAML: "),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (fault,) = _from_file(tmp_path, text).faults
    assert fault.startswith(str(tmp_path / message))


def test_copiers_own_keys_in_an_answers_file_are_left_out(tmp_path: Path) -> None:
    given = _from_file(tmp_path, "_commit: v1\nlicense: MIT\n")
    assert given.values == {"license": "MIT"}
    (note,) = given.notes
    assert "line 1: _commit is Copier's own" in note


def test_a_file_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    binary = tmp_path / "binary.yml"
    binary.write_bytes(b"a: b\n\xff\xfe")
    given = collect(KINDS, data_file=tmp_path, model=tmp_path / "absent.yml")
    assert given.faults == [
        f"--data-file {tmp_path}: can not be read: Is a directory",
        f"--model {tmp_path / 'absent.yml'}: can not be read: No such file or directory",
    ]
    assert collect(KINDS, model=binary).faults == [
        f"{binary}: line 2: is no UTF-8 text; save it as UTF-8"
    ]


def test_a_model_takes_the_place_of_the_sample(tmp_path: Path) -> None:
    model = tmp_path / "shop.yml"
    model.write_bytes(b"\xef\xbb\xbfcontexts:\r\n  a: {}\r\n")
    given = collect(KINDS, model=model)
    assert given.faults == []
    assert given.values == {"model": "contexts:\n  a: {}\n", "sample": False}


def test_a_model_and_the_sample_at_once_are_refused(tmp_path: Path) -> None:
    model = tmp_path / "shop.yml"
    model.write_text("contexts: {}\n")
    (fault,) = collect(KINDS, model=model, data=["sample=true"]).faults
    assert fault == (
        f"-d sample: the model from {model} takes the place of the sample; leave one of them out"
    )


def test_two_models_are_refused(tmp_path: Path) -> None:
    model = tmp_path / "shop.yml"
    model.write_text("contexts: {}\n")
    (fault,) = collect(KINDS, model=model, data=["model=contexts: {}"]).faults
    assert fault == "--model: -d model gives a model too; keep one"


def test_the_samples_own_text_as_model_is_the_sample(tmp_path: Path) -> None:
    given = _from_file(tmp_path, "sample: true\nmodel: 'the sample'\n")
    assert given.faults  # another text than the sample's
    given = collect(KINDS, data=["model=text", "sample=true"], sample="text")
    assert (given.faults, given.values["sample"]) == ([], True)
