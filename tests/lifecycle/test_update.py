"""A service moves to a newer template, and nothing that people wrote is lost."""

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml
from tests.distributions import git
from tests.e2e.terminal import BACKSPACE
from tests.e2e.terminal import ENTER
from tests.e2e.terminal import Terminal
from tests.lifecycle.commands import SETTINGS
from tests.lifecycle.commands import conflicts
from tests.lifecycle.commands import fresh
from tests.lifecycle.commands import set_
from tests.lifecycle.commands import update
from tests.lifecycle.conftest import Service
from tests.lifecycle.conftest import Tool
from tests.lifecycle.conftest import copier_update
from tests.lifecycle.conftest import installed
from tests.lifecycle.conftest import release

VIEWS = "src/shop/rest/views.py"


def test_an_unedited_service_becomes_what_new_makes(
    service: Service, new_tool: Tool, tmp_path: Path
) -> None:
    said = update(new_tool, service)
    assert "1 removed, 0 conflicts, 0 merged, 4 changed, 1 added" in said
    assert "git reset --hard" in said
    assert service.files() == fresh(new_tool, tmp_path).files()
    assert "nothing to do" in update(new_tool, service)
    service.commit()
    assert "nothing to do" in update(new_tool, service)


def test_a_switched_option_makes_what_new_makes(
    service: Service, old_tool: Tool, tmp_path: Path
) -> None:
    before = service.files()
    set_(old_tool, service, "api=", "license=none")
    assert service.files() == fresh(old_tool, tmp_path, "-d", "api=", "-d", "license=none").files()
    set_(old_tool, service, "api=rest", "license=MIT")
    assert service.files() == before


def test_version_and_option_at_once(service: Service, new_tool: Tool, tmp_path: Path) -> None:
    update(new_tool, service, "-d", "api=")
    assert service.files() == fresh(new_tool, tmp_path, "-d", "api=").files()


def test_edits_beside_generated_lines_are_merged(service: Service, new_tool: Tool) -> None:
    service.replace(SETTINGS, "FIRST = 1", "FIRST = 1  # mine")
    service.replace(
        SETTINGS,
        "    # your own below this line\n",
        "    # your own below this line\n    'mine',\n",
    )
    service.write("src/shop/rest/mine.py", "MINE = True\n")
    service.commit()
    said = update(new_tool, service)
    assert "1 merged" in said
    assert "# mine" in service.read(SETTINGS)
    assert "'mine'" in service.read(SETTINGS)
    assert "SECOND = 22" in service.read(SETTINGS)
    assert service.read("src/shop/rest/mine.py") == "MINE = True\n"


def test_edits_of_generated_lines_are_shown_as_conflicts(service: Service, new_tool: Tool) -> None:
    service.replace(SETTINGS, "SECOND = 2", "SECOND = 3  # mine")
    service.commit()
    said = update(new_tool, service, status=3)
    assert SETTINGS in said
    assert conflicts(service) == [SETTINGS]
    text = service.read(SETTINGS)
    for part in ("<<<<<<< yours", "SECOND = 3  # mine", "SECOND = 22", ">>>>>>> v2.0.0"):
        assert part in text
    assert "conflicts are left" in update(new_tool, service, status=2)

    service.write(SETTINGS, text.partition("<<<<<<<")[0] + "SECOND = 3  # mine\n")
    service.commit()
    assert "nothing to do" in update(new_tool, service)
    set_(new_tool, service, "license=none")
    assert "SECOND = 3  # mine" in service.read(SETTINGS)


def test_imports_of_both_sides_are_kept(service: Service, new_tool: Tool) -> None:
    service.replace(SETTINGS, "import time", "import re\nimport time")
    service.replace("README.md", "One.", "Mine.")
    service.commit()
    update(new_tool, service, status=3)
    assert conflicts(service) == ["README.md"]
    assert "import os\nimport re\nimport sys\nimport time\n" in service.read(SETTINGS)


def test_going_back_brings_back_everything(service: Service, new_tool: Tool) -> None:
    service.replace(SETTINGS, "SECOND = 2", "SECOND = 3")
    service.replace("src/shop/old.py", "return 1", "return 100")
    service.commit()
    before = service.files()
    assert "\nTo go back: git reset --hard\n" in update(new_tool, service, status=3)
    service.git("reset", "--quiet", "--hard")
    assert service.files() == before
    assert not service.git("status", "--porcelain")


def test_what_is_staged_takes_part_and_comes_back(service: Service, new_tool: Tool) -> None:
    service.write("src/shop/mine.py", "MINE = 1\n")
    service.replace(SETTINGS, "FIRST = 1", "FIRST = 11")
    service.git("add", "--all")
    before = service.files()
    way_back = update(new_tool, service).partition("To go back: ")[2].splitlines()[0]
    assert "FIRST = 11" in service.read(SETTINGS)
    subprocess.run(way_back.split(), cwd=service.root, check=True)
    assert service.files() == before
    assert service.git("diff", "--cached", "--name-only").splitlines() == [
        "src/shop/mine.py",
        SETTINGS,
    ]


@pytest.mark.parametrize("option", [False, True])
def test_the_removal_of_an_edited_file_is_a_conflict(
    service: Service, new_tool: Tool, option: bool
) -> None:
    path = VIEWS if option else "src/shop/old.py"
    service.replace(path, "return 1", "return 100")
    service.write("src/shop/rest/mine.py", "MINE = True\n")
    service.commit()
    if option:
        set_(new_tool, service, "api=", status=3)
    else:
        update(new_tool, service, status=3)
    assert conflicts(service) == [path]
    assert "return 100" in service.read(path)
    assert service.read("src/shop/rest/mine.py") == "MINE = True\n"


def test_compiled_modules_go_with_their_sources(service: Service, new_tool: Tool) -> None:
    service.write(".gitignore", "__pycache__/\n")
    service.commit()
    rest, other = "src/shop/rest/__pycache__", "src/shop/__pycache__"
    service.write(f"{rest}/views.cpython-311.pyc", "")
    service.write(f"{other}/settings.cpython-311.pyc", "")
    set_(new_tool, service, "api=")
    assert not (service.root / "src/shop/rest").exists()
    assert (service.root / f"{other}/settings.cpython-311.pyc").exists()


def test_off_and_on_again_brings_the_files_back(service: Service, new_tool: Tool) -> None:
    update(new_tool, service)
    service.replace(SETTINGS, "FIRST = 1", "FIRST = 11")
    service.commit()
    before = service.files()
    set_(new_tool, service, "api=")
    service.commit()
    assert not (service.root / VIEWS).exists()
    set_(new_tool, service, "api=rest")
    assert service.files() == before


def test_a_file_deleted_by_hand_stays_deleted_or_conflicts(
    service: Service, new_tool: Tool
) -> None:
    service.git("rm", "--quiet", "src/shop/steady.py", SETTINGS, "src/shop/old.py")
    service.commit()
    update(new_tool, service, status=3)
    assert conflicts(service) == [SETTINGS]  # its new version could not be merged into anything
    assert not (service.root / "src/shop/steady.py").exists()
    assert not (service.root / "src/shop/old.py").exists()


def test_a_file_moved_by_hand_is_followed(service: Service, new_tool: Tool) -> None:
    service.git("mv", SETTINGS, "src/shop/configuration.py")
    service.replace("src/shop/configuration.py", "FIRST = 1", "FIRST = 11")
    service.commit()
    update(new_tool, service)
    text = service.read("src/shop/configuration.py")
    assert "FIRST = 11" in text
    assert "SECOND = 22" in text
    assert not (service.root / SETTINGS).exists()


def test_line_ends_modes_links_and_bytes_are_kept(service: Service, new_tool: Tool) -> None:
    crlf = service.read(SETTINGS).replace("FIRST = 1\n", "FIRST = 11\n").replace("\n", "\r\n")
    (service.root / SETTINGS).write_bytes(crlf.encode())
    (service.root / "src/shop/old.py").write_bytes(
        service.read("src/shop/old.py").replace("\n", "\r\n").encode()
    )
    (service.root / "src/shop/run.sh").chmod(0o755)
    (service.root / "src/shop/latin.txt").write_bytes(b"caf\xe9\n")
    (service.root / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"\xff\n")
    (service.root / "link").symlink_to("README.md")
    service.commit()
    update(new_tool, service)
    settings = (service.root / SETTINGS).read_bytes()
    assert b"FIRST = 11\r\n" in settings
    assert b"SECOND = 22\r\n" in settings
    assert settings.count(b"\n") == settings.count(b"\r\n")
    assert not (service.root / "src/shop/old.py").exists()  # no line of it was edited
    assert os.access(service.root / "src/shop/run.sh", os.X_OK)
    assert "echo two" in service.read("src/shop/run.sh")
    assert (service.root / "src/shop/latin.txt").read_bytes() == b"caf\xe9\n"
    assert (service.root / os.fsdecode(b"caf\xe9.txt")).read_bytes() == b"\xff\n"
    assert (service.root / "link").readlink() == Path("README.md")


def test_untracked_files_are_never_touched(service: Service, new_tool: Tool) -> None:
    service.write("src/shop/fresh.py", "MINE = True\n")
    before = service.files()
    said = update(new_tool, service, status=2)
    assert "src/shop/fresh.py: is not known to git and in the way" in said
    assert service.files() == before
    (service.root / "src/shop/fresh.py").rename(service.root / "src/shop/other.py")
    update(new_tool, service)
    assert service.read("src/shop/other.py") == "MINE = True\n"


def test_a_preview_changes_nothing_and_is_right(service: Service, new_tool: Tool) -> None:
    service.replace(SETTINGS, "SECOND = 2", "SECOND = 3")
    service.replace("src/shop/old.py", "return 1", "return 100")
    service.commit()
    before, status = service.files(), service.git("status", "--porcelain")
    foreseen = update(new_tool, service, "--preview")
    assert (service.files(), service.git("status", "--porcelain")) == (before, status)
    assert "2 conflicts" in foreseen
    update(new_tool, service, status=3)
    assert conflicts(service) == sorted(
        line.split()[-1] for line in foreseen.splitlines() if line.startswith("  conflict")
    )


def test_commit_and_the_exact_version(service: Service, new_tool: Tool) -> None:
    assert "nothing to do" in update(new_tool, service, "--to", "1.0.0")
    update(new_tool, service, "--to", "v2.0.0", "--commit")
    assert service.git("log", "-1", "--format=%s") == "Update the template to v2.0.0"
    assert not service.git("status", "--porcelain")
    service.write("mine.txt", "mine\n")
    service.git("add", "--all")
    result = new_tool.run("set", "license=none", "--commit", cwd=service.root)
    assert (result.returncode, "git commit them first" in result.stderr) == (2, True)


def test_a_new_question_is_asked_in_a_terminal(service: Service, new_tool: Tool) -> None:
    terminal = Terminal(["update"], cwd=service.root, environment=new_tool.environment())
    terminal.wait_for("What the README says first.")
    terminal.type(*[BACKSPACE] * len("Hello"), *"Welcome", ENTER)
    terminal.wait_for("Staged for your review")
    assert "Welcome" in service.read("README.md")
    assert "greeting: Welcome" in service.read(".copier-answers.yml")


def test_what_the_services_own_commands_make_comes_along(
    service: Service, new_tool: Tool, tmp_path: Path
) -> None:
    """A service that is set up gets its lock file, its migrations and its schema at once."""
    service.write(
        "Makefile",
        """\
sync:
\techo locked > uv.lock
migrations:
\techo more > src/shop/0002_more.py
schema:
\techo type > schema.graphql
""",
    )
    service.write(".gitignore", ".venv\n")
    service.commit()
    (service.root / ".venv").mkdir()
    service.write("notes.txt", "mine\n")
    said = set_(new_tool, service, "api=rest,graphql")
    assert "Made by its own commands: schema.graphql, src/shop/0002_more.py, uv.lock" in said
    assert service.git("status", "--porcelain").splitlines() == [
        "M  .copier-answers.yml",
        "A  schema.graphql",
        "A  src/shop/0002_more.py",
        "A  uv.lock",
        "?? notes.txt",
    ]
    service.git("commit", "--quiet", "--message=with GraphQL")

    said = set_(new_tool, service, "api=rest", "--commit")
    assert "removed" in said
    assert service.git("show", "--format=%s", "--name-status").splitlines() == [
        "Set api=rest",
        "",
        "M\t.copier-answers.yml",
        "D\tschema.graphql",
    ]

    service.replace("Makefile", "echo more > src/shop/0002_more.py", "false")
    service.commit()
    said = set_(new_tool, service, "license=none", "--commit", status=1)
    assert "make sync migrations failed with status 2" in said
    assert "To finish it: make setup, then git add --all.  To go back: git reset --hard" in said
    assert service.git("status", "--porcelain").splitlines() == ["M  .copier-answers.yml"]


def test_check_and_status(service: Service, old_tool: Tool, new_tool: Tool) -> None:
    check = ("update", "--check")
    assert old_tool.run(*check, cwd=service.root).returncode == 0
    result = new_tool.run(*check, cwd=service.root)
    assert (result.returncode, "v2.0.0 is available" in result.stdout) == (4, True)
    state = json.loads(new_tool.run("status", "--json", cwd=service.root).stdout)
    assert (state["version"], state["available"]) == ("v1.0.0", "v2.0.0")
    assert state["options"]["api"] == ["rest"]
    assert (state["answers_edited_by_hand"], state["conflicts"]) == (False, [])
    shown = new_tool.run("status", str(service.root), cwd=service.root.parent).stdout
    assert "available  v2.0.0" in shown


def test_a_hand_edit_of_the_answers_is_a_wish(
    service: Service, old_tool: Tool, tmp_path: Path
) -> None:
    service.replace(".copier-answers.yml", "license: MIT", "license: none")
    service.commit()
    state = old_tool.run("status", "--json", cwd=service.root).stdout
    assert json.loads(state)["answers_edited_by_hand"] is True
    said = update(old_tool, service)
    assert "taken for what you want" in said
    assert service.files() == fresh(old_tool, tmp_path, "-d", "license=none").files()


def test_line_ends_of_the_answers_are_no_edit(service: Service, new_tool: Tool) -> None:
    answers = service.root / ".copier-answers.yml"
    answers.write_bytes(answers.read_bytes().replace(b"\n", b"\r\n"))
    service.commit()
    assert "by hand" not in update(new_tool, service)


def test_plain_copier_goes_on_with_it(
    service: Service, history: Path, new_tool: Tool, tmp_path: Path
) -> None:
    """A colleague has Copier, and a clone of the template with its tags."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(history), str(clone)], check=True)
    for tag, commit in (("v1.0.0", "HEAD~1"), ("v2.0.0", "HEAD")):
        subprocess.run(["git", "-C", str(clone), "tag", tag, commit], check=True)
    service.replace(SETTINGS, "FIRST = 1", "FIRST = 11")
    service.commit()
    set_(new_tool, service, "license=none")
    service.commit()
    copier_update(service, clone, tmp_path / "cache")
    assert "FIRST = 11" in service.read(SETTINGS)
    assert "SECOND = 22" in service.read(SETTINGS)
    answers = yaml.safe_load(service.read(".copier-answers.yml"))
    assert (answers["_commit"], answers["license"]) == ("v2.0.0", "none")
    service.commit()
    said = update(new_tool, service)
    assert "by hand" not in said
    assert "nothing to do" in said


@pytest.mark.parametrize("edited", [False, True])
def test_a_file_becomes_a_folder_and_a_folder_a_file(
    service: Service,
    new_tool: Tool,
    history: Path,
    repository: Path,
    tmp_path: Path,
    edited: bool,
) -> None:
    root = tmp_path / "template"
    git(tmp_path, "clone", "--quiet", str(history), str(root))
    package = "template/src/{{ package }}"
    git(
        root,
        "rm",
        "--quiet",
        f"{package}/steady.py",
        f"{package}/" + "{% if 'rest' in api %}rest{% endif %}/views.py",
    )
    files = {f"{package}/steady.py/inner.py": "INNER = True\n", f"{package}/rest": "A file.\n"}
    release(root, "3.0.0", files)
    tool = installed(repository, root, tmp_path / "site")
    if edited:
        service.write("src/shop/steady.py", "STEADY = 'mine'\n")
        service.replace(VIEWS, "return 1", "return 100")
        service.commit()
    before = service.files()
    update(tool, service, status=3 if edited else 0)
    assert service.read("src/shop/steady.py/inner.py") == "INNER = True\n"
    if not edited:
        assert service.files() == fresh(tool, tmp_path).files()
        return
    texts = [content.decode() for content in service.files().values()]
    for line in ("STEADY = 'mine'", "return 100", "A file."):
        assert any(line in text for text in texts)
    service.git("reset", "--quiet", "--hard")
    assert service.files() == before
