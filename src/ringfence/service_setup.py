"""Setting up a service: its dependencies, its migrations, its database."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

# of another make, another environment or another project: they must not reach into the new service
FOREIGN = (
    "ALLOWED_HOSTS",
    "CELERY_BROKER_URL",
    "DATABASE_URL",
    "DEBUG",
    "DJANGO_SETTINGS_MODULE",
    "ENV_FILE",
    "JWT_JWKS_URL",
    "JWT_PUBLIC_KEY",
    "JWT_SIGNING_KEY",
    "MAKEFLAGS",
    "MAKELEVEL",
    "MAKEOVERRIDES",
    "MFLAGS",
    "PYTHONHOME",
    "PYTHONPATH",
    "SECRET_KEY",
    "UV_LOCKED",
    "UV_PROJECT_ENVIRONMENT",
    "VIRTUAL_ENV",
)


def fault() -> str:
    """Why a service can not be set up here; empty if it can."""
    if shutil.which("make") is None:
        return (
            "make is not installed: install it (Debian: apt install make; macOS: xcode-select --install),"
            " or pass --no-setup"
        )
    return ""


def is_set_up(service: Path) -> bool:
    """Whether the service has its environment, so that its own commands run at once."""
    return (service / ".venv").is_dir()


def make(service: Path, *targets: str) -> int:
    """Run the service's own make, its output passed on as progress.  The exit status of make."""
    from uv import find_uv_bin  # noqa: PLC0415

    environment = {key: value for key, value in os.environ.items() if key not in FOREIGN}
    with TemporaryDirectory(prefix="ringfence-") as folder:
        # uv alone: the rest of the tool's environment is no business of the service
        (Path(folder) / "uv").symlink_to(find_uv_bin())
        environment["PATH"] = os.pathsep.join([folder, environment.get("PATH", os.defpath)])
        return subprocess.run(
            ["make", *targets],
            cwd=service,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,  # progress, not a result
            check=False,
        ).returncode
