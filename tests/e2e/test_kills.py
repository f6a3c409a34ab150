"""Workers, beat and whoever places orders are killed at random: no event is lost, no effect doubled.

`make kills` runs more rounds than `make test`, waits for the usual way as well, and prints the figures.
"""

import os
import secrets
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from tests.e2e.brokers import on_rabbitmq
from tests.e2e.brokers import on_redis
from tests.e2e.killing import lab
from tests.e2e.killing import prepare
from tests.e2e.running import a_database
from tests.e2e.running import generate

ROUNDS = int(os.environ.get("RINGFENCE_KILL_ROUNDS", "0"))


@pytest.mark.parametrize("broker", ["redis", "rabbitmq"])
def test_nothing_is_lost_or_doubled(
    broker: str,
    request: pytest.FixtureRequest,
    postgresql_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server: str = request.getfixturevalue(f"{broker}_url")
    package = f"kills_{secrets.token_hex(4)}"
    service = generate(tmp_path, celery="true", package=package)
    prepare(service, package)
    place: AbstractContextManager[str] = (
        on_redis(service, server) if broker == "redis" else on_rabbitmq(service, server, package)
    )
    with (
        a_database(service, f"{postgresql_url}_{broker}") as database,
        place as url,
        lab(
            service,
            package,
            DATABASE_URL=database,
            CELERY_BROKER_URL=url,
            OUTBOX_RETRY_AFTER="15" if ROUNDS else "5",
        ) as processes,
    ):
        report = processes.run(ROUNDS or 5, wait_for_usual=bool(ROUNDS))
    if ROUNDS:
        with capsys.disabled():
            sys.stdout.write(f"\n{broker}: {report}\n")
    counts = report.counts
    assert counts.sent > report.rounds
    assert (counts.lost, counts.doubled, counts.given_up, counts.waiting) == (0, 0, 0, 0), report
