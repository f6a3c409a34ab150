"""However people have set git up, a service is updated as everywhere else."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.lifecycle.commands import SETTINGS
from tests.lifecycle.commands import conflicts
from tests.lifecycle.commands import update
from tests.lifecycle.conftest import Service
from tests.lifecycle.conftest import Tool


def test_a_monorepo_and_a_worktree(service: Service, new_tool: Tool, tmp_path: Path) -> None:
    whole = Service(tmp_path / "whole")
    service.replace(SETTINGS, "SECOND = 2", "SECOND = 3")
    service.git("rev-parse", "HEAD")
    copy = service.files()
    for path, content in copy.items():
        file = whole.root / "services" / "shop" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    whole.write("fresh.py", "OLD = True\n")
    whole.git("init", "--quiet")
    whole.commit()
    whole.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "side"))
    side = Service(tmp_path / "side" / "services" / "shop")
    said = update(new_tool, side, status=3)
    assert f"conflict                  {SETTINGS}" in said
    assert conflicts(side) == [f"services/shop/{SETTINGS}"]
    assert "SECOND = 22" in side.read(SETTINGS)
    assert (side.root / "src/shop/fresh.py").is_file()
    assert not whole.git("status", "--porcelain")
    assert (tmp_path / "side" / "fresh.py").read_text() == "OLD = True\n"


@pytest.mark.parametrize(
    "variables",
    [{"GIT_DIR": ".git", "GIT_WORK_TREE": "."}, {"GIT_INDEX_FILE": ".git/index"}],
    ids=["repository", "index"],
)
def test_the_repository_of_a_hook_is_left_alone(
    service: Service, new_tool: Tool, variables: dict[str, str]
) -> None:
    hooks = {name: str(service.root / path) for name, path in variables.items()}
    result = new_tool.run("update", "--defaults", cwd=service.root, **hooks)
    assert result.returncode == 0, result.stderr
    assert service.git("branch", "--all") == "* main"
    assert "echo two" in service.read("src/shop/run.sh")


def test_who_commits_is_who_works_on_the_service(service: Service, new_tool: Tool) -> None:
    service.git("config", "user.name", "Ada")
    service.git("config", "user.email", "ada@example.org")
    command = ("set", "license=none", "--defaults", "--commit", "--in", str(service.root))
    assert new_tool.run(*command, cwd=service.root.parent).returncode == 0
    assert service.git("log", "-1", "--format=%an %ae") == "Ada ada@example.org"


@pytest.mark.parametrize("staged", [False, True])
def test_going_back_keeps_what_is_not_staged(
    service: Service, new_tool: Tool, staged: bool
) -> None:
    service.replace(SETTINGS, "SECOND = 2", "SECOND = 3")
    service.commit()
    if staged:
        service.replace("README.md", "# shop", "# My shop")
        service.write("mine.txt", "mine\n")
        service.git("add", "--all")
    service.write("model.yml", service.read("model.yml") + "# not applied yet\n")
    before, status = service.files(), service.git("status", "--porcelain")
    said = update(new_tool, service, status=3)
    way_back = said.partition("To go back: ")[2].splitlines()[0]
    subprocess.run(way_back, shell=True, cwd=service.root, check=True)  # noqa: S602 - as people do
    assert (service.files(), service.git("status", "--porcelain")) == (before, status)


@pytest.mark.parametrize("sparse_index", ["--sparse-index", "--no-sparse-index"])
def test_a_sparse_checkout(
    service: Service, new_tool: Tool, tmp_path: Path, sparse_index: str
) -> None:
    whole = Service(tmp_path / "whole")
    ignored = shutil.ignore_patterns(".git")
    shutil.copytree(service.root, whole.root / "services" / "shop", ignore=ignored)
    whole.write("other/a.txt", "a\n")
    whole.git("init", "--quiet")
    whole.commit()
    whole.git("sparse-checkout", "set", "--cone", sparse_index, "services/shop")
    shop = Service(whole.root / "services" / "shop")
    update(new_tool, shop)
    assert "echo two" in shop.read("src/shop/run.sh")
    assert not (whole.root / "other").exists()
    changed = whole.git("diff", "--cached", "--name-only").splitlines()
    assert all(path.startswith("services/shop/") for path in changed)


def test_files_are_followed_whatever_git_does_elsewhere(service: Service, new_tool: Tool) -> None:
    moved = {SETTINGS: ("FIRST = 1", "FIRST = 11"), "src/shop/old.py": ("return 1", "return 100")}
    for path, (old, new) in moved.items():
        service.git("mv", path, f"{path}.moved.py")
        service.replace(f"{path}.moved.py", old, new)
    service.commit()
    limit = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "merge.renameLimit",
        "GIT_CONFIG_VALUE_0": "1",
    }
    result = new_tool.run("update", "--defaults", cwd=service.root, **limit)
    assert result.returncode == 0, result.stdout
    assert "SECOND = 22" in service.read(f"{SETTINGS}.moved.py")


def test_a_merge_driver_for_everything_hides_no_change(
    service: Service, new_tool: Tool, tmp_path: Path
) -> None:
    (tmp_path / "attributes").write_text("* merge=keep\n")
    service.replace(SETTINGS, "SECOND = 2", "SECOND = 3")
    service.commit()
    settings = {"core.attributesFile": str(tmp_path / "attributes"), "merge.keep.driver": "true"}
    variables = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        variables |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    result = new_tool.run("update", "--defaults", cwd=service.root, **variables)
    assert (result.returncode, conflicts(service)) == (3, [SETTINGS])


def test_the_line_ends_that_git_makes_elsewhere_do_not_matter(
    service: Service, new_tool: Tool, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[core]\nautocrlf = true\n")
    service.git("config", "core.autocrlf", "false")
    said = update(new_tool, service)
    expected = service.files()
    service.git("reset", "--quiet", "--hard")
    result = new_tool.run("update", "--defaults", cwd=service.root, HOME=str(home))
    assert (result.returncode, result.stdout) == (0, said.partition("Rendering")[0])
    assert service.files() == expected


def test_git_may_open_files_though_the_user_allows_networks_alone(
    service: Service, new_tool: Tool
) -> None:
    result = new_tool.run("update", "--defaults", cwd=service.root, GIT_ALLOW_PROTOCOL="https:ssh")
    assert result.returncode == 0, result.stderr
