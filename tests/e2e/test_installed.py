"""The tool as people install it: a wheel that carries the template."""

import compileall
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.e2e.conftest import Run


def test_a_wheel_carries_the_template_and_renders_it(
    run: Run, tmp_path: Path, repository: Path
) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=repository, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(site)
    template = repository / "template"
    files = [
        path.relative_to(template)
        for path in template.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    ]
    assert {f"ringfence/_template/template/{path.as_posix()}" for path in files} <= set(names)
    assert "ringfence/_template/copier.yml" in names
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]

    compileall.compile_dir(site, quiet=2)  # as an installer does
    result = run("new", "shop", "--defaults", "--no-setup", PYTHONPATH=str(site))
    assert result.returncode == 0, result.stderr
    assert not list((tmp_path / "shop").rglob("__pycache__"))
    assert (tmp_path / "shop" / "src" / "shop" / "config" / "settings.py").is_file()
