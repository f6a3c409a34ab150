"""The file `.env` of a service whose callers come to have tokens."""

from dataclasses import replace
from pathlib import Path

from tests.template.conftest import Prepare
from tests.template.rows import SAMPLE

TOKENS = replace(SAMPLE, name="sample-tokens", answers={**SAMPLE.answers, "auth": "jwt"})
KEY = "JWT_SIGNING_KEY="


def test_a_key_is_added_where_there_is_none(prepare: Prepare, tmp_path: Path) -> None:
    service = prepare(TOKENS).copy(tmp_path / "service")
    written = service.read(".env")
    assert written.count(KEY) == 1
    service.succeed("make", "migrations")
    assert service.read(".env") == written

    # as sessions leave it, and people who edit it
    without = written.partition(KEY)[0] + "LOG_LEVEL=DEBUG"
    service.write(".env", without)
    service.succeed("make", "migrations")
    start, found, key = service.read(".env").partition(f"\n{KEY}")
    assert (start, found) == (without, f"\n{KEY}")
    assert len(key.strip()) >= 50

    service.write(".env", without)
    service.succeed("make", "migrations", JWT_SIGNING_KEY="of the environment" * 3)
    assert service.read(".env") == without
