"""Setting up the real service, where that can not work: it is kept, and the message says how to finish."""

import subprocess
from pathlib import Path

from tests.e2e.conftest import Run


def test_without_a_network_the_service_is_kept(run: Run, tmp_path: Path) -> None:
    result = run(
        "new", "shop", "--defaults", UV_OFFLINE="1", UV_CACHE_DIR=str(tmp_path / "empty-cache")
    )
    assert result.returncode == 1
    assert "Setting it up: dependencies, migrations, database" in result.stderr
    assert "without a network, the packages" in result.stderr
    assert result.stderr.endswith("To finish:\n  cd shop && make setup\n")
    assert "Traceback" not in result.stderr
    service = tmp_path / "shop"
    log = subprocess.run(
        ["git", "-C", str(service), "log", "--format=%s"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert log.stdout == "Create the service with Ringfence\n"
    assert (service / "pyproject.toml").is_file()
