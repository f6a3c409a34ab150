"""`ringfence new` without a terminal: what it refuses, and what it makes of answers."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from ringfence import console
from ringfence import service_setup
from ringfence.errors import InputError
from ringfence.errors import RingfenceError
from ringfence.new import Request
from ringfence.new import new
from ringfence.presets import PRESETS
from ringfence.template_source import TemplateSource

New = Callable[..., dict[str, Any]]

BROKEN_MODEL = """\
contexts:
  ordering:
    aggregates:
      order:
        fields:
          number: strr(20)
"""


@pytest.fixture(autouse=True)
def _reduced_template(reduced: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "ringfence.new.template_source", lambda: TemplateSource(address=str(reduced))
    )


@pytest.fixture
def make(tmp_path: Path) -> New:
    """Make a service named shop, without setting it up: its recorded answers."""

    def make(*data: str, **more: Any) -> dict[str, Any]:
        destination = more.pop("destination", tmp_path / "shop")
        new(Request(destination=destination, data=data, defaults=True, setup=False, **more))
        recorded = yaml.safe_load((destination / ".copier-answers.yml").read_text("utf-8"))
        assert isinstance(recorded, dict)
        return recorded

    return make


def _faults(*data: str, **more: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        new(Request(**{"defaults": True, "setup": False, "data": data, **more}))
    return list(caught.value.faults)


def test_the_defaults(make: New) -> None:
    answers = make()
    assert answers["project_name"] == "Shop"
    assert answers["package"] == "shop"
    assert answers["python_version"] == "3.11"
    assert answers["django_version"] == "5.2"
    assert answers["api"] == ["rest"]
    assert answers["author_name"] == "Ada Lovelace"  # git's
    assert answers["author_email"] == "ada@example.com"
    assert "ordering" in answers["model"]


def test_an_identity_that_the_questions_refuse_is_not_proposed(
    make: New, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "gitconfig"
    config.write_text("[user]\n name = Ada\n email = no address at all\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    answers = make()
    assert (answers["author_name"], answers["author_email"]) == ("Ada", "")


def test_preset_file_and_pair_go_before_each_other(make: New, tmp_path: Path) -> None:
    file = tmp_path / "answers.yml"
    file.write_text("api: [rest]\nfactory_boy: false\nlicense: BSD-3-Clause\n")
    answers = make("license=none", preset="full", data_file=file)
    assert answers["sample"] is True  # the preset's
    assert answers["factory_boy"] is False  # the file's
    assert answers["license"] == "none"  # the pair's


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_made_of_answers_that_the_questions_take(make: New, preset: str) -> None:
    answers = make(preset=preset)
    assert {name: answers[name] for name in PRESETS[preset]} == PRESETS[preset]


def test_the_full_preset_has_everything(repository: Path) -> None:
    questions = yaml.safe_load((repository / "copier.yml").read_text())
    for name, question in questions.items():
        if isinstance(question, dict) and question.get("multiselect"):
            assert PRESETS["full"][name] == list(question["choices"].values())
        if isinstance(question, dict) and question.get("type") == "bool":
            assert PRESETS["full"][name] is True


def test_the_newest_django_brings_the_python_that_it_needs(make: New) -> None:
    assert make("django_version=6.1")["python_version"] == "3.12"


def test_a_model_is_recorded_verbatim(make: New, tmp_path: Path, repository: Path) -> None:
    text = (
        repository / "extensions" / "domain_model" / "sample.yml"
    ).read_text() + "# é 🦊 {{ 1 }}\n"
    model = tmp_path / "model.yml"
    model.write_text(text)
    answers = make(model=model, preset="full")
    assert answers["model"] == text
    assert answers["sample"] is False
    assert (tmp_path / "shop" / "model.yml").read_text() == text


def test_every_question_has_help_a_default_and_a_check(repository: Path) -> None:
    questions = yaml.safe_load((repository / "copier.yml").read_text())
    for name, question in questions.items():
        if not name.startswith("_"):
            assert question["help"]
            assert "default" in question
            assert question["type"] == "bool" or question.keys() & {"validator", "choices"}, name


def test_the_first_commit_holds_everything(make: New, tmp_path: Path) -> None:
    make()
    command = ["git", "-C", str(tmp_path / "shop"), "status", "--porcelain", "--branch"]
    status = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert status == "## main\n"


def test_all_faults_at_once_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "mine").touch()
    model = tmp_path / "broken.yml"
    model.write_text(BROKEN_MODEL)
    faults = _faults(
        "licens=MIT",
        "license=GPL",
        "package=django",
        "author_email=nobody",
        "project_name=a\x07b",
        "python_version=3.11",
        "django_version=6.1",
        "api=rest,soap",
        "sample=true",
        destination=tmp_path / "shop",
        preset="ful",
        model=model,
    )
    text = "\n".join(faults)
    for expected in (
        f"{tmp_path / 'shop'} exists and is not empty: choose a new folder, or empty it",
        "--preset ful: there is no such preset; did you mean full?",
        "-d licens=MIT: there is no question 'licens'; did you mean license?",
        "-d license: 'GPL' is not one of MIT, Apache-2.0, BSD-3-Clause, none",
        "-d package: ",
        "-d author_email: must be an e-mail address",
        "-d project_name: must not hold the control character U+0007",
        "-d django_version: Django 6.1 needs Python 3.12 or newer",
        "-d api: 'soap' is not one of rest, graphql",
        "-d sample: the model from ",
        f"{model}: line 4: ",
        f"{model}: line 6: ",
    ):
        assert expected in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.yml", "shop"]


def test_a_default_that_follows_from_a_refused_answer_is_no_fault_of_its_own(
    tmp_path: Path,
) -> None:
    (fault,) = _faults("project_name=", destination=tmp_path / "shop")
    assert fault == "-d project_name: it is empty: write a name"


def test_a_folders_name_that_makes_no_project_name_is_told(tmp_path: Path) -> None:
    (fault,) = _faults(destination=tmp_path / "a\x07b")
    assert fault.startswith("project_name: must not hold the control character U+0007")
    assert "give it with -d project_name=..." in fault


@pytest.mark.parametrize(
    ("folder", "package"),
    [("x", "x"), ("my shop", "my_shop"), ("Café 🦊", "cafe"), ("9", "service")],
)
def test_the_package_follows_from_the_folder(
    make: New, tmp_path: Path, folder: str, package: str
) -> None:
    assert make(destination=tmp_path / folder)["package"] == package


def test_a_destination_may_be_empty_or_have_no_parents_yet(make: New, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    make(destination=tmp_path / "empty")
    make(destination=tmp_path / "a" / "b" / "shop")


def test_the_current_folder_may_be_the_destination(
    make: New, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "my shop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with pytest.raises(FileNotFoundError):  # the folder that we stand in is no more
        make(destination=Path())
    assert (folder / "pyproject.toml").is_file()
    assert f"cd '{folder}'" in capsys.readouterr().out


def test_files_in_the_way_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (fault,) = _faults(destination=tmp_path / "file")
    assert fault == f"{tmp_path / 'file'} is a file: choose another folder"
    (fault,) = _faults(destination=tmp_path / "file" / "shop")
    assert fault == f"{tmp_path / 'file'} is a file: choose another folder"


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        (f"a{os.pathsep}b", f"has {os.pathsep!r} in it, where no virtual environment can be"),
        ("a\nb", "has a line break in it, where no virtual environment can be"),
        ("ü" * 128, "a name in it is too long"),
    ],
)
def test_a_folder_in_which_nothing_would_work_is_told(
    tmp_path: Path, folder: str, why: str
) -> None:
    for destination in (tmp_path / folder, tmp_path / folder / "shop"):
        (fault,) = _faults(destination=destination)
        assert why in fault
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_looks_like_an_option_is_shown_as_a_folder(
    make: New, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    make(destination=tmp_path / "-x")
    out = capsys.readouterr().out
    assert "cd ./-x\n" in out
    assert out.endswith("also writes uv.lock and the migrations: commit these.\n")


@pytest.mark.parametrize(
    ("api", "pages"),
    [
        ("", "http://127.0.0.1:8000/admin/"),
        ("rest", "http://127.0.0.1:8000/api/docs/ and http://127.0.0.1:8000/admin/"),
        (
            "rest,graphql",
            "http://127.0.0.1:8000/api/docs/, http://127.0.0.1:8000/graphql/ and http://127.0.0.1:8000/admin/",
        ),
    ],
)
def test_the_next_steps_name_what_is_served(
    make: New, capsys: pytest.CaptureFixture[str], api: str, pages: str
) -> None:
    make(f"api={api}")
    assert f"  make run      serves {pages}\n" in capsys.readouterr().out


def test_a_folder_without_rights_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, _mode, **_: path != tmp_path)
    (fault,) = _faults(destination=tmp_path / "shop")
    assert fault == f"{tmp_path} can not be written to: choose another folder, or ask its owner"


def test_a_folder_that_can_not_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exists = Path.exists

    def denied(path: Path) -> bool:
        if path == tmp_path / "shop":
            raise PermissionError(errno.EACCES, "Permission denied")
        return exists(path)

    monkeypatch.setattr(Path, "exists", denied)
    (fault,) = _faults(destination=tmp_path / "shop")
    assert fault.startswith(f"{tmp_path / 'shop'} can not be read (Permission denied): choose")


def test_without_a_terminal_and_defaults_it_stops(tmp_path: Path) -> None:
    (fault,) = _faults(destination=tmp_path / "shop", defaults=False)
    assert fault.startswith("this is no terminal, so nobody can be asked: pass --defaults")


def test_a_closed_input_is_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    (fault,) = _faults(destination=tmp_path / "shop", defaults=False)
    assert fault.startswith("this is no terminal, so nobody can be asked: pass --defaults")


def test_missing_make_is_told_only_where_it_is_needed(
    make: New, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_setup, "fault", lambda: "make is not installed")
    assert _faults(destination=tmp_path / "shop", setup=True) == ["make is not installed"]
    make()


def test_missing_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (fault,) = _faults(destination=tmp_path / "shop")
    assert fault.startswith("git is not installed: install it")


def test_a_dry_run_prints_the_tree_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new(Request(destination=tmp_path / "deep" / "shop", defaults=True, dry_run=True))
    out = capsys.readouterr().out
    assert out.startswith("shop/\n├── ")
    assert "── pyproject.toml\n" in out
    assert "nothing was written" in out
    assert list(tmp_path.iterdir()) == []


def test_a_repository_around_is_noted(
    make: New, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    make()
    assert f"a git repository of its own inside {tmp_path}" in capsys.readouterr().err


def test_setup_is_done_and_committed(tmp_path: Path) -> None:
    new(Request(destination=tmp_path / "shop", defaults=True))
    command = ["git", "-C", str(tmp_path / "shop"), "log", "--format=%s"]
    log = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert log == "Add lock file and migrations\nCreate the service with Ringfence\n"


def test_a_failing_setup_keeps_the_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_setup, "make", lambda _service, *_targets: 2)
    with pytest.raises(RingfenceError) as caught:
        new(Request(destination=tmp_path / "shop", defaults=True))
    assert caught.value.status == 1
    assert "make setup failed with status 2" in str(caught.value)
    assert "The service is complete, but not set up yet.  To finish:" in str(caught.value)
    assert "shop && make setup" in str(caught.value)
    assert (tmp_path / "shop" / "pyproject.toml").is_file()


def test_an_answer_that_no_question_asks_for_is_noted(
    reduced: Path,
    make: New,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = tmp_path / "source"
    for name in ("extensions", "template"):
        shutil.copytree(reduced / name, source / name)
    questions = (reduced / "copier.yml").read_text()
    more = "colour:\n  type: str\n  default: red\n  when: \"{{ 'rest' in api }}\"\n"
    (source / "copier.yml").write_text(questions + more)
    monkeypatch.setattr(
        "ringfence.new.template_source", lambda: TemplateSource(address=str(source))
    )
    assert make("api=", "colour=blue").get("colour") is None
    assert "note: -d colour is not used: no question asks for it here" in capsys.readouterr().err


def test_a_tree_puts_folders_first() -> None:
    paths = [Path("b"), Path("a/c"), Path("a/d/e"), Path("z/f")]
    assert console.tree("shop", paths).splitlines() == [
        "shop/",
        "├── a/",
        "│   ├── d/",
        "│   │   └── e",
        "│   └── c",
        "├── z/",
        "│   └── f",
        "└── b",
    ]
