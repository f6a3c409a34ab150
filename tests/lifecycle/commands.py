"""What people run in a service of the small template, and how it must end."""

from pathlib import Path

from tests.lifecycle.conftest import Service
from tests.lifecycle.conftest import Tool

SETTINGS = "src/shop/settings.py"


def update(tool: Tool, service: Service, *arguments: str, status: int = 0) -> str:
    """Run `ringfence update`, which must end with this status: all that it said."""
    result = tool.run("update", "--defaults", *arguments, cwd=service.root)
    said = result.stdout + result.stderr
    assert result.returncode == status, said
    assert "Traceback" not in said
    return said


def set_(tool: Tool, service: Service, *pairs: str, status: int = 0) -> str:
    """Run `ringfence set`, which must end with this status: all that it said."""
    result = tool.run("set", *pairs, "--defaults", cwd=service.root)
    assert result.returncode == status, result.stdout + result.stderr
    return result.stdout + result.stderr


def conflicts(service: Service) -> list[str]:
    """The files that wait for a decision."""
    return service.git("diff", "--name-only", "--diff-filter=U").splitlines()


def fresh(tool: Tool, tmp_path: Path, *arguments: str) -> Service:
    """What `new` makes now."""
    folder = tmp_path / "fresh"
    folder.mkdir()
    result = tool.run("new", "shop", "--defaults", "--no-setup", *arguments, cwd=folder)
    assert result.returncode == 0, result.stderr
    return Service(folder / "shop")
