"""Run commands side by side until one of them ends or Ctrl-C: `python together.py 'command one' 'command two'`.

When one ends, so do the others, and its status is that of the whole.  All stay in the terminal's process group: closing the
terminal ends them too.
"""

import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

PATIENCE = 10  # seconds for an orderly end

Process = subprocess.Popen[bytes]


def together(commands: Sequence[str]) -> int:
    """Run the commands; the status of the first that ended, 0 if the end was asked for."""
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: asked.append(number))
    processes: list[Process] = []
    try:
        for command in commands:
            arguments = shlex.split(command)
            processes.append(subprocess.Popen(arguments))
        while not asked and all(process.poll() is None for process in processes):
            time.sleep(0.1)
        if signal.SIGINT in asked:
            wait(processes, 2)  # the terminal's Ctrl-C has reached them too
        if asked:
            return 0
        command, status = next(
            (command, process.returncode)
            for command, process in zip(commands, processes, strict=True)
            if process.returncode is not None
        )
        sys.stderr.write(f"This ended with status {status}, so all ends: {command}\n")
        return status or 1
    finally:
        stop(processes)


def wait(processes: Sequence[Process], seconds: float) -> list[Process]:
    """Wait until all have ended, but no longer than this; those that have not."""
    deadline = time.monotonic() + seconds
    while (
        running := [each for each in processes if each.poll() is None]
    ) and time.monotonic() < deadline:
        time.sleep(0.05)
    return running


def stop(processes: Sequence[Process]) -> None:
    """End them, in order if they can within `PATIENCE`."""
    for process in processes:
        process.terminate()
    for process in wait(processes, PATIENCE):
        process.kill()
        process.wait()


if __name__ == "__main__":
    sys.exit(together(sys.argv[1:]))
