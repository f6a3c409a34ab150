"""`ringfence new` with a person at a terminal."""

import shutil
from pathlib import Path
from typing import Any

import yaml
from tests.e2e.terminal import BACKSPACE
from tests.e2e.terminal import CONTROL_C
from tests.e2e.terminal import CONTROL_D
from tests.e2e.terminal import DOWN
from tests.e2e.terminal import ENTER
from tests.e2e.terminal import ESCAPE
from tests.e2e.terminal import SPACE
from tests.e2e.terminal import Terminal


def _answers(service: Path) -> dict[str, Any]:
    answers = yaml.safe_load((service / ".copier-answers.yml").read_text("utf-8"))
    assert isinstance(answers, dict)
    return answers


def test_questions_are_asked_and_answered_with_keys(tmp_path: Path, reduced: Path) -> None:
    terminal = Terminal(
        ["new", "shop", "--no-setup"],
        cwd=tmp_path,
        environment={"PYTHONPATH": str(reduced / "src")},
    )
    terminal.wait_for("Enter takes what is proposed; Ctrl-C stops, and nothing is written.")
    terminal.wait_for("name that people read")
    terminal.type(*BACKSPACE * len("Shop"), ENTER)
    terminal.wait_for("it is empty: write a name")  # at once, not at the end
    terminal.type(*"My {{ Shop }}", ENTER)
    terminal.wait_for("my_shop")  # the package that follows from it
    terminal.type(ENTER)
    terminal.wait_for("One sentence")
    terminal.type(ENTER)
    terminal.wait_for("Ada Lovelace")  # git knows her
    terminal.type(ENTER)
    terminal.wait_for("ada@example.com")
    terminal.type(*"x y", ENTER)
    terminal.wait_for("must be an e-mail address")
    terminal.type(*BACKSPACE * len("x y"), ENTER)
    terminal.wait_for("Apache-2.0: as MIT, with a grant of patents")
    terminal.type(DOWN, ENTER)
    terminal.wait_for("oldest Python")
    terminal.type(ENTER)
    terminal.wait_for("Django 6.1 needs Python 3.12 or newer")  # why it can not be chosen
    terminal.type(ENTER)
    terminal.wait_for("JSON over HTTP with Django REST Framework")
    terminal.type(SPACE, ENTER)
    terminal.wait_for("checks and tests run by themselves")
    terminal.type(ENTER)
    terminal.wait_for("Celery")
    terminal.type("n")
    terminal.wait_for("factory_boy factories")
    terminal.type("n")
    terminal.wait_for("Start with the sample")
    terminal.type("n")
    assert terminal.status() == 0
    assert "shop is written.  Next:\n  cd shop\n  make run" in terminal.text
    answers = _answers(tmp_path / "shop")
    assert answers["project_name"] == "My {{ Shop }}"
    assert answers["package"] == "my_shop"
    assert answers["license"] == "Apache-2.0"
    assert answers["api"] == []
    assert answers["factory_boy"] is False
    assert answers["model"] == "contexts: {}\n"


def test_what_was_given_is_not_asked_and_a_preset_is_proposed(
    tmp_path: Path, reduced: Path
) -> None:
    given = [
        f"-d{name}"
        for name in ("project_name=Shop", "description=", "author_name=A", "author_email=")
    ]
    terminal = Terminal(
        [
            "new",
            "shop",
            "--no-setup",
            "--preset=minimal",
            *given,
            "-dlicense=none",
            "-dpackage=shop",
        ],
        cwd=tmp_path,
        environment={"PYTHONPATH": str(reduced / "src")},
    )
    for question in (
        "oldest Python",
        "Django release",
        "interfaces",
        "by themselves",
        "Celery",
        "factory_boy",
        "the sample",
    ):
        terminal.wait_for(question)
        terminal.type(ENTER)
    assert terminal.status() == 0
    assert "people read" not in terminal.text
    answers = _answers(tmp_path / "shop")
    assert (answers["api"], answers["factory_boy"], answers["sample"]) == ([], False, False)


def test_control_c_at_a_question_leaves_nothing(tmp_path: Path, reduced: Path) -> None:
    for question in ("name that people read", "licence"):
        terminal = Terminal(
            ["new", "parent/shop"], cwd=tmp_path, environment={"PYTHONPATH": str(reduced / "src")}
        )
        terminal.wait_for("name that people read")
        if question == "licence":
            terminal.type(*[ENTER] * 5)
            terminal.wait_for("Apache-2.0")
        terminal.type(CONTROL_C)
        assert terminal.status() == 130
        assert "error: interrupted, nothing was written" in terminal.text
        assert list(tmp_path.iterdir()) == []


def test_control_d_at_a_question_leaves_nothing(tmp_path: Path, reduced: Path) -> None:
    terminal = Terminal(
        ["new", "shop"], cwd=tmp_path, environment={"PYTHONPATH": str(reduced / "src")}
    )
    terminal.wait_for("name that people read")
    terminal.type(*BACKSPACE * len("Shop"), CONTROL_D)
    assert terminal.status() == 130
    assert "error: interrupted, nothing was written" in terminal.text
    assert list(tmp_path.iterdir()) == []


def test_escape_answers_nothing(tmp_path: Path, reduced: Path) -> None:
    """Escape and Enter after it made an empty answer: refused at the end, or an API without interfaces."""
    terminal = Terminal(
        ["new", "shop", "--no-setup"],
        cwd=tmp_path,
        environment={"PYTHONPATH": str(reduced / "src")},
    )
    for question in (
        "name that people read",
        "Python package",
        "One sentence",
        "Who writes it",
        "e-mail",
        "The licence",
        "oldest Python",
        "Django release",
        "interfaces",
        "prove who they are",
        "by themselves",
        "Celery",
        "factory_boy",
        "the sample",
    ):
        terminal.wait_for(question)
        terminal.type(ESCAPE, ENTER)
    assert terminal.status() == 0, terminal.text
    answers = _answers(tmp_path / "shop")
    assert (answers["license"], answers["django_version"]) == ("MIT", "5.2")
    assert (answers["api"], answers["factory_boy"]) == (["rest"], True)


def test_control_c_while_rendering_leaves_nothing(tmp_path: Path, reduced: Path) -> None:
    terminal = Terminal(
        ["new", "parent/shop", "--defaults"],
        cwd=tmp_path,
        environment={"PYTHONPATH": str(reduced / "src")},
    )
    terminal.wait_for("Rendering the service")
    terminal.type(CONTROL_C)
    assert terminal.status() == 130
    assert "error: interrupted, nothing was written" in terminal.text
    assert list(tmp_path.iterdir()) == []


def test_control_c_while_setting_up_keeps_the_service(tmp_path: Path, reduced: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(reduced, source, symlinks=True)
    (source / "template" / "Makefile").write_text("setup:\n\t@echo slowly\n\t@sleep 60\n")
    terminal = Terminal(
        ["new", "my shop", "--defaults"],
        cwd=tmp_path,
        environment={"PYTHONPATH": str(source / "src")},
    )
    terminal.wait_for("slowly")
    terminal.type(CONTROL_C)
    assert terminal.status(seconds=30) == 130
    assert terminal.text.endswith("To finish:\n  cd 'my shop' && make setup")
    assert (tmp_path / "my shop" / ".git" / "HEAD").is_file()


def test_a_wrong_flag_is_told_before_anything_is_asked(tmp_path: Path, reduced: Path) -> None:
    terminal = Terminal(
        ["new", "shop", "-dlicense=GPL"],
        cwd=tmp_path,
        environment={"PYTHONPATH": str(reduced / "src")},
    )
    assert terminal.status() == 2
    assert "'GPL' is not one of MIT" in terminal.text
    assert "people read" not in terminal.text


def test_a_choice_that_does_not_go_with_a_flag_ends_in_one_message(
    tmp_path: Path, reduced: Path
) -> None:
    terminal = Terminal(
        ["new", "shop", "-ddjango_version=6.1", "-dlicense=none"],
        cwd=tmp_path,
        environment={"PYTHONPATH": str(reduced / "src")},
    )
    terminal.wait_for("name that people read")
    terminal.type(*[ENTER] * 5)
    terminal.wait_for("oldest Python")
    terminal.type("\x1b[A", ENTER)  # up, to 3.11
    assert terminal.status() == 2
    assert "nothing was written" in terminal.text
    assert "Django 6.1 needs Python 3.12 or newer" in terminal.text
    assert list(tmp_path.iterdir()) == []
