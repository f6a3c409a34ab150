"""Whoever breaks a rule of the architecture is told so by the service's own commands."""

import pytest
from tests.template.breaches import OF_CHECK
from tests.template.breaches import OF_TEST
from tests.template.breaches import Breach
from tests.template.services import Service

# the tests that count statements; they alone do not reach every branch
COUNTING = "--cov-fail-under=0 -k statements"


def _name(breach: Breach) -> str:
    return breach.name


def _commit(service: Service, breach: Breach) -> None:
    for path, text in breach.files.items():
        service.write(path, text)
    for path, old, new in breach.edits:
        service.replace(path, old, new)


@pytest.mark.parametrize("breach", OF_CHECK, ids=_name)
def test_make_check_stops_it(sample: Service, breach: Breach) -> None:
    _commit(sample, breach)
    outcome = sample.make("check")
    assert outcome.status == 2, outcome.output
    assert (outcome.stage, breach.says in outcome.output) == (breach.stage, True), outcome.output


@pytest.mark.parametrize("breach", OF_TEST, ids=_name)
def test_make_test_stops_it(sample: Service, breach: Breach) -> None:
    _commit(sample, breach)
    outcome = sample.make("test", PYTEST_ADDOPTS=COUNTING)
    assert outcome.status == 2, outcome.output
    assert breach.says in outcome.output
    assert "Expected to perform" in outcome.output


def test_nothing_stops_what_breaks_no_rule(sample: Service) -> None:
    assert "== all checks passed" in sample.succeed("make", "check")
    assert " passed" in sample.succeed("make", "test", PYTEST_ADDOPTS=COUNTING)
