"""The tests of a service are the same with factory_boy and without."""

from dataclasses import replace

from tests.template.conftest import Prepare
from tests.template.rows import SAMPLE
from tests.template.services import Service

WITHOUT = replace(
    SAMPLE, name="sample-without", answers={**SAMPLE.answers, "factory_boy": False}
)


def _tests(service: Service) -> list[str]:
    output = service.succeed("uv", "run", "pytest", "--collect-only", "--quiet")
    return [line for line in output.splitlines() if "::" in line]


def test_factory_boy_changes_no_test(prepare: Prepare) -> None:
    found = _tests(prepare(SAMPLE))
    assert len(found) > 400
    assert _tests(prepare(WITHOUT)) == found
