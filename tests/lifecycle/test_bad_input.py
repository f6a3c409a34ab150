"""What can not be updated is refused with one clear message, and nothing is changed."""

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
    answers = service.read(ANSWERS)
    service.write(
        ANSWERS, "".join(line for line in answers.splitlines(True) if "_digest" not in line)
    )
    service.commit()


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
        (_unknown_version, "the template has no version v9.9.9"),
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
    for words in ("did you mean license?", "'grpc' is not one of"):
        assert words in result.stderr
    assert not service.git("status", "--porcelain")


def test_a_detached_head_is_as_good_as_a_branch(service: Service, new_tool: Tool) -> None:
    service.git("checkout", "--quiet", "--detach")
    assert new_tool.run("update", "--defaults", "--commit", cwd=service.root).returncode == 0
