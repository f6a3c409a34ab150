"""One command gives a service whose own checks and tests are green."""

import os
import subprocess
from pathlib import Path

import pytest
from tests.e2e.conftest import Run

# of the tests' own make and environment
OURS = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHONPATH", "VIRTUAL_ENV")


def _make(service: Path, *targets: str, **environment: str) -> None:
    """Run the service's own make, as its owner would in a new shell."""
    result = subprocess.run(
        ["make", *targets],
        cwd=service,
        env={name: value for name, value in os.environ.items() if name not in OURS} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-5000:]


def test_a_new_service_is_green(run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    result = run("new", "shop", "--defaults")
    assert result.returncode == 0, result.stderr
    assert "make run      serves http://127.0.0.1:8000/api/docs/" in result.stdout
    service = tmp_path / "shop"
    _make(service, "check")
    _make(service, "test")
    status = ["git", "-C", str(service), "status", "--porcelain"]
    assert not subprocess.run(status, capture_output=True, text=True, check=True).stdout
    # asked for last: where there is no PostgreSQL, all the rest has been tried
    _make(service, "test", DATABASE_URL=request.getfixturevalue("postgresql_url"))
