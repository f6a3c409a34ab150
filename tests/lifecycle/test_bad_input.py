"""What can not be updated is refused with one clear message, and nothing is changed."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.lifecycle.conftest import Service
from tests.lifecycle.conftest import Tool

ANSWERS = ".copier-answers.yml"
Break = Callable[[Service], object]


def _unstaged(service: Service) -> None:
    service.replace("README.md", "One.", "Mine.")


def _markers(service: Service) -> None:
    service.replace(ANSWERS, "license: MIT", "<<<<<<< ours\nlicense: MIT\n=======\n>>>>>>> theirs")
    service.commit()


def _damaged(service: Service) -> None:
    service.write(ANSWERS, "a: [")
    service.commit()


def _merging(service: Service) -> None:
    service.git("checkout", "--quiet", "-b", "side")
    service.write("side.txt", "side\n")
    service.commit()
    service.git("checkout", "--quiet", "-")
    service.git("merge", "--quiet", "--no-ff", "--no-commit", "side")


def _unknown_version(service: Service) -> None:
    service.replace(ANSWERS, "_commit: v1.0.0", "_commit: v9.9.9")
    _without(service, "_digest")


def _no_version(service: Service) -> None:
    _without(service, "_digest", "_commit")


def _without(service: Service, *keys: str) -> None:
    lines = service.read(ANSWERS).splitlines(keepends=True)
    service.write(ANSWERS, "".join(line for line in lines if not line.startswith(keys)))
    service.commit()


def _locked(service: Service) -> None:
    service.write(".git/index.lock", "")


def _no_answers(service: Service) -> None:
    service.git("rm", "--quiet", ANSWERS)
    service.commit()


@pytest.mark.parametrize(
    ("break_", "words"),
    [
        (_unstaged, "README.md: changed, but not staged"),
        (_markers, "has conflict markers"),
        (_damaged, "is damaged: bring it back with git checkout HEAD --"),
        (_merging, "a merge is not finished: run git merge --continue or --abort first"),
        (_unknown_version, "the template has no version v9.9.9: a newer tool has made it"),
        (
            _no_version,
            "write `_commit: v0.1.0` and `_src_path: gh:ringfence/ringfence` into the file",
        ),
        (_locked, "index.lock is there: another git works here"),
        (_no_answers, "this is no generated service"),
    ],
)
def test_one_message_and_nothing_changed(
    service: Service, new_tool: Tool, break_: Break, words: str
) -> None:
    break_(service)
    before, status = service.files(), service.git("status", "--porcelain")
    result = new_tool.run("update", "--defaults", cwd=service.root)
    assert (result.returncode, words in result.stderr) == (2, True), result.stderr
    assert "Traceback" not in result.stderr
    assert (service.files(), service.git("status", "--porcelain")) == (before, status)


def test_a_folder_without_git(tmp_path: Path, new_tool: Tool) -> None:
    result = new_tool.run("update", "--defaults", cwd=tmp_path)
    assert (result.returncode, "is in no git repository" in result.stderr) == (2, True)
    result = new_tool.run("update", "nowhere", "--defaults", cwd=tmp_path)
    assert (result.returncode, "nowhere is no folder" in result.stderr) == (2, True)


def test_a_repository_without_a_commit(tmp_path: Path, new_tool: Tool) -> None:
    service = Service(tmp_path / "empty")
    service.write("file", "text\n")
    service.git("init", "--quiet")
    result = new_tool.run("status", cwd=service.root)
    assert (result.returncode, "has no commit yet" in result.stderr) == (2, True)


@pytest.mark.parametrize("folder", ["", ".git"])
def test_a_folder_that_can_not_be_written_to(service: Service, new_tool: Tool, folder: str) -> None:
    before = service.files()
    closed = service.root / folder
    closed.chmod(0o555)
    # root may write anywhere, unless it gives that up
    drop = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
    try:
        result = new_tool.run(
            "update", "--defaults", cwd=service.root, by=() if os.getuid() else drop
        )
    finally:
        closed.chmod(0o755)
    assert (result.returncode, "can not be written to: ask its owner" in result.stderr) == (2, True)
    assert "Traceback" not in result.stderr
    assert (service.files(), service.git("status", "--porcelain")) == (before, "")


def test_without_git(service: Service, new_tool: Tool, tmp_path: Path) -> None:
    before = service.files()
    result = new_tool.run("update", "--defaults", cwd=service.root, PATH=str(tmp_path))
    assert (result.returncode, "git is not installed: install it" in result.stderr) == (2, True)
    assert service.files() == before


def test_new_questions_need_somebody_who_answers(service: Service, new_tool: Tool) -> None:
    result = new_tool.run("update", cwd=service.root)
    assert result.returncode == 2
    assert "there are new questions (greeting), and this is no terminal" in result.stderr
    result = new_tool.run("update", "-d", "greeting=Hi", cwd=service.root)
    assert result.returncode == 0, result.stderr
    assert "Hi" in service.read("README.md")


def test_a_version_that_there_is_not(service: Service, new_tool: Tool) -> None:
    result = new_tool.run("update", "--defaults", "--to", "3.0.0", cwd=service.root)
    assert (result.returncode, "ringfence status shows the newest" in result.stderr) == (2, True)


def test_services_do_not_go_back(service: Service, new_tool: Tool) -> None:
    assert new_tool.run("update", "--defaults", "--commit", cwd=service.root).returncode == 0
    result = new_tool.run("update", "--defaults", "--to", "1.0.0", cwd=service.root)
    assert (result.returncode, "services do not go back" in result.stderr) == (2, True)


def test_a_service_of_a_newer_tool(service: Service, old_tool: Tool, new_tool: Tool) -> None:
    assert new_tool.run("update", "--defaults", "--commit", cwd=service.root).returncode == 0
    result = old_tool.run("update", "--defaults", cwd=service.root)
    assert (result.returncode, "upgrade ringfence" in result.stderr) == (2, True)


def test_bad_answers_are_told_all_at_once(service: Service, new_tool: Tool) -> None:
    result = new_tool.run("set", "licence=MIT", "api=grpc", "--defaults", cwd=service.root)
    assert result.returncode == 2
    for words in (
        "  licence=MIT: there is no question",
        "did you mean license?",
        "'grpc' is not one of",
    ):
        assert words in result.stderr
    assert not service.git("status", "--porcelain")


def test_a_detached_head_is_as_good_as_a_branch(service: Service, new_tool: Tool) -> None:
    service.git("checkout", "--quiet", "--detach")
    assert new_tool.run("update", "--defaults", "--commit", cwd=service.root).returncode == 0


@pytest.mark.parametrize("flag", ["assume-unchanged", "skip-worktree"])
def test_what_git_was_told_not_to_look_at_is_not_written_over(
    service: Service, new_tool: Tool, flag: str
) -> None:
    path = "src/shop/settings.py"
    service.git("update-index", f"--{flag}", path)
    service.replace(path, "FIRST = 1", "FIRST = 'local'")
    before = service.files()
    for more in ([], ["--preview"]):
        result = new_tool.run("update", "--defaults", *more, cwd=service.root)
        assert (result.returncode, f"{path}: would be changed, and" in result.stderr) == (2, True)
        assert ("would be changed  " in result.stdout) is bool(more)
        assert (service.files(), service.git("status", "--porcelain")) == (before, "")


def test_an_edited_model_is_not_written_over(service: Service, new_tool: Tool) -> None:
    service.write("model.yml", service.read("model.yml") + "# not applied yet\n")
    before = service.files()
    result = new_tool.run("set", "sample=false", "--defaults", cwd=service.root)
    assert result.returncode == 2, result.stderr
    assert "model.yml: would be changed, and has changes that are not staged" in result.stderr
    assert service.files() == before


def test_conflicts_beside_the_service(service: Service, new_tool: Tool, tmp_path: Path) -> None:
    whole = Service(tmp_path / "whole")
    whole.write("beside.txt", "one\n")
    shutil.copytree(service.root, whole.root / "shop", ignore=shutil.ignore_patterns(".git"))
    whole.git("init", "--quiet")
    whole.commit()
    whole.write("beside.txt", "stashed\n")
    whole.git("stash", "--quiet")
    whole.write("beside.txt", "two\n")
    whole.commit()
    with pytest.raises(subprocess.CalledProcessError):
        whole.git("stash", "pop", "--quiet")
    result = new_tool.run("update", "--defaults", cwd=whole.root / "shop")
    assert (result.returncode, "conflicts are left in beside.txt" in result.stderr) == (2, True)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_the_repository_of_somebody_else(service: Service, new_tool: Tool) -> None:
    os.chown(service.root, 12345, 12345)
    result = new_tool.run("update", "--defaults", cwd=service.root)
    assert (result.returncode, "add safe.directory" in result.stderr) == (2, True)


@pytest.mark.parametrize("line", ["released: 2024-01-01", "blob: !!binary aGk="])
def test_a_line_of_ones_own_in_the_answers_does_no_harm(
    service: Service, new_tool: Tool, line: str
) -> None:
    service.write(ANSWERS, f"{service.read(ANSWERS)}{line}\n")
    service.commit()
    result = new_tool.run("update", "--defaults", cwd=service.root)
    assert (result.returncode, "was edited by hand" in result.stderr) == (0, True), result.stderr


def test_answers_that_contain_themselves(service: Service, new_tool: Tool) -> None:
    service.write(ANSWERS, f"{service.read(ANSWERS)}own: &own [*own]\n")
    service.commit()
    result = new_tool.run("status", cwd=service.root)
    assert (result.returncode, "is damaged" in result.stderr) == (2, True), result.stderr


def test_answers_that_two_branches_changed(service: Service, new_tool: Tool) -> None:
    for branch, answer in (("side", "license=none"), ("main", "celery=true")):
        service.git("checkout", "--quiet", "-B", branch, "main")
        result = new_tool.run("set", answer, "--defaults", "--commit", cwd=service.root)
        assert result.returncode == 0
    with pytest.raises(subprocess.CalledProcessError):
        service.git("merge", "side")
    for command in (("status",), ("update", "--check")):
        result = new_tool.run(*command, cwd=service.root)
        assert (result.returncode, f"{ANSWERS} conflicts still" in result.stderr) == (2, True)


def test_a_git_that_speaks_another_language(service: Service, new_tool: Tool) -> None:
    german = {"LANGUAGE": "de", "LC_ALL": "C.UTF-8"}  # no German but where git brings it
    command = ("update", "--defaults", "--to", "3.0.0")
    result = new_tool.run(*command, cwd=service.root, **german)
    assert (result.returncode, "ringfence status shows the newest" in result.stderr) == (2, True)


def test_a_template_that_is_not_there(service: Service, new_tool: Tool, tmp_path: Path) -> None:
    _without(service, "_digest")
    service.replace(ANSWERS, "gh:ringfence/ringfence", str(tmp_path / "checkout"))
    service.commit()
    result = new_tool.run("update", "--defaults", cwd=service.root)
    assert result.returncode == 1
    assert f"the template {tmp_path / 'checkout'} can not be used" in result.stderr
