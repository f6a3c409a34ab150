"""Processes of a service that die at random moments, and the count of what that did to its events.

Orders are placed at a steady rate.  A subscriber writes one row for each, into a table that takes any number of them, so
that a lost event and a doubled effect can be seen.  Beside it the usual way, `transaction.on_commit(task.delay)` with
Celery's own defaults, does the same in the same processes.
"""

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass

from tests.template.services import Service

RATE = 3  # orders a second: a worker that is killed all the time must keep up
VISIBILITY = 10  # seconds until Redis gives back what a dead worker held, in place of five minutes

_COUNTING = """
import time

from celery import shared_task
from django.db import connection

from {package}.shared.application.delivery import Delivery
from {package}.shared.infrastructure.unit_of_work import DjangoUnitOfWork


def _count(way: str, cause: str) -> None:
    time.sleep(0.05)  # as long as a small request to somebody else
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO lab_effect (way, cause) VALUES (%s, %s)", [way, cause])


def outbox(delivery: Delivery) -> None:
    with DjangoUnitOfWork(handles=delivery):
        _count("outbox", str(delivery.aggregate_id))


# as if the settings were Celery's own
@shared_task(acks_late=False, reject_on_worker_lost=False)
def usual(cause: str) -> None:
    _count("on_commit", cause)
"""
_TABLES = """
from django.db import connection
for statement in (
    "CREATE TABLE lab_effect (way text NOT NULL, cause uuid NOT NULL)",
    "CREATE INDEX ON lab_effect (cause)",
    "CREATE TABLE lab_cause (cause uuid NOT NULL)",
):
    connection.cursor().execute(statement)
"""
_PRODUCE = """
import functools, time, uuid
import django
django.setup()
from django.db import connection, transaction
from {package}.config.counting import usual
from {package}.contexts.ordering import composition
from {package}.contexts.ordering.application.use_cases.create_order import CreateOrder
from {package}.contexts.ordering.application.use_cases.place_order import PlaceOrder
from {package}.shared.application.actor import Actor

actor = Actor(uuid.uuid4())
due = time.monotonic()
while True:
    cause = str(uuid.uuid4())
    order = composition.create_order()(CreateOrder(number=cause[:18]), actor=actor)
    composition.place_order()(PlaceOrder(order_id=order.id), actor=actor)
    with transaction.atomic():
        connection.cursor().execute("INSERT INTO lab_cause (cause) VALUES (%s)", [cause])
        transaction.on_commit(functools.partial(usual.delay, cause))
    due = max(due + 1 / {rate}, time.monotonic() - 1)
    time.sleep(max(0, due - time.monotonic()))
"""
_PROBE = """
import json, sys
import django
django.setup()
from django.db import connection
QUERIES = (
    "SELECT count(*) FROM ordering_order WHERE status = 'placed'",
    "SELECT count(*) FROM ordering_order o WHERE status = 'placed'"
    " AND NOT EXISTS (SELECT FROM lab_effect e WHERE e.cause = o.id)",
    "SELECT count(*) - count(DISTINCT cause) FROM lab_effect WHERE way = 'outbox'",
    "SELECT count(*) FROM lab_cause",
    "SELECT count(*) FROM lab_cause c"
    " WHERE NOT EXISTS (SELECT FROM lab_effect e WHERE e.cause = c.cause)",
    "SELECT count(*) - count(DISTINCT cause) FROM lab_effect WHERE way = 'on_commit'",
    "SELECT count(*) FROM outbox_outboxmessage WHERE delivered_at IS NULL",
    "SELECT count(*) FROM outbox_outboxmessage WHERE given_up_at IS NOT NULL",
)
for _ in sys.stdin:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"({query})" for query in QUERIES))
        print(json.dumps(cursor.fetchone()), flush=True)
"""


@dataclass(frozen=True)
class Counts:
    """What the database says."""

    sent: int  # through the outbox
    lost: int
    doubled: int
    usual_sent: int  # by on_commit
    usual_lost: int
    usual_doubled: int
    waiting: int  # messages in the outbox
    given_up: int

    @property
    def arrived(self) -> int:
        """Through the outbox."""
        return self.sent - self.lost


@dataclass(frozen=True)
class Report:
    """How it ended."""

    rounds: int
    kills: Mapping[str, int]
    seconds: float  # from the last order to the last effect of the outbox
    counts: Counts

    def __str__(self) -> str:
        counts = self.counts
        kills = ", ".join(f"{name} {number}" for name, number in self.kills.items())
        return (
            f"{self.rounds} rounds; killed: {kills}\n"
            f"  outbox     {counts.sent} events, lost {counts.lost}, doubled {counts.doubled};"
            f" all there {self.seconds:.0f} s after the last\n"
            f"  on_commit  {counts.usual_sent} events, lost {counts.usual_lost}, doubled {counts.usual_doubled}"
        )


def prepare(service: Service, package: str) -> None:
    """Add what counts to a fresh sample."""
    service.write(f"src/{package}/config/counting.py", _COUNTING.format(package=package))
    subscriptions = f"src/{package}/config/subscriptions.py"
    service.replace(
        subscriptions,
        "ordering_context.order_placed}",
        'ordering_context.order_placed, "lab.count": counting.outbox}',
    )
    service.replace(
        subscriptions,
        "from collections.abc import Mapping\n",
        f"from collections.abc import Mapping\n\nfrom {package}.config import counting\n",
    )
    settings = service.read(f"src/{package}/config/settings.py")
    settings += f'CELERY_IMPORTS = ["{package}.config.counting"]\n'
    settings += f'CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] = {VISIBILITY}\n'
    service.write(f"src/{package}/config/settings.py", settings)
    service.succeed("make", ".env", "migrations")


class Lab:
    """The processes of one service, each a process group: a kill takes all of one and no other."""

    def __init__(self, service: Service, package: str, variables: Mapping[str, str]) -> None:
        module = f"{package}.config.settings"
        self._service = service
        self._environment = service.environment(
            {
                "DJANGO_SETTINGS_MODULE": module,
                "CELERY_SKIP_CHECKS": "1",  # a worker is sooner there
                **variables,
            }
        )
        celery = ["celery", "--quiet", "--app", f"{package}.config"]
        calm = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        self._commands = {
            "worker": [*celery, "worker", "--concurrency", "2", *calm],
            "beat": [*celery, "beat"],
            "producer": ["python", "-c", _PRODUCE.format(package=package, rate=RATE)],
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        service.manage("migrate", "--verbosity", "0", **variables)
        service.manage("shell", "-c", _TABLES, **variables)
        self._probe = subprocess.Popen(
            ["uv", "run", "python", "-c", _PROBE],
            cwd=service.root,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def run(self, rounds: int, *, wait_for_usual: bool) -> Report:
        """Kill at random in so many rounds, then let everything arrive that ever will."""
        chance = random.Random()  # noqa: S311 - no secret
        kills = dict.fromkeys(self._commands, 0)
        for name in self._commands:
            self._start(name)
        for _ in range(rounds):
            self._wait_for_an_effect()
            time.sleep(chance.uniform(0, 3))
            victims = chance.sample(list(self._commands), chance.randint(1, len(self._commands)))
            for name in victims:
                self._kill(name)
                kills[name] += 1
            for name in victims:
                self._start(name)
        self._kill("producer")
        begin = time.monotonic()
        self._wait(lambda: self.counts().waiting == self.counts().given_up, 600)
        seconds = time.monotonic() - begin
        if wait_for_usual:
            # Redis looks every 10 seconds for what it may give back
            time.sleep(2 * (VISIBILITY + 10))
        return Report(rounds, kills, seconds, self.counts())

    def counts(self) -> Counts:
        """Ask the database."""
        assert self._probe.stdin is not None
        assert self._probe.stdout is not None
        self._probe.stdin.write("\n")
        return Counts(*json.loads(self._probe.stdout.readline()))

    def close(self) -> None:
        """End what still runs."""
        for name in list(self._running):
            self._kill(name)
        assert self._probe.stdin is not None
        self._probe.stdin.close()
        self._probe.wait(30)

    def _start(self, name: str) -> None:
        with (self._service.root.parent / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                ["uv", "run", *self._commands[name]],
                cwd=self._service.root,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _kill(self, name: str) -> None:
        process = self._running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _wait_for_an_effect(self) -> None:
        before = self.counts().arrived
        self._wait(lambda: self.counts().arrived > before, 60)

    def _wait(self, condition: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            for name, process in self._running.items():
                assert process.poll() is None, f"{name} ended:\n{self._log(name)}"
            late = time.monotonic() > deadline
            assert not late, f"nothing happens: {self.counts()}\n{self._log('worker')}"
            time.sleep(0.1)

    def _log(self, name: str) -> str:
        return (self._service.root.parent / f"{name}.log").read_text("utf-8", "replace")[-3000:]


@contextmanager
def lab(service: Service, package: str, **variables: str) -> Iterator[Lab]:
    """A lab whose processes end with the block."""
    lab = Lab(service, package, variables)
    try:
        yield lab
    finally:
        lab.close()
