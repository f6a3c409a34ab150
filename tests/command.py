"""The real command, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path


def ringfence(
    *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command where nobody can answer it; keywords go into its environment."""
    return subprocess.run(
        [sys.executable, "-m", "ringfence", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
