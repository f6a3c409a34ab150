"""The template's own releases: what is true of a small template is true of the real one."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.distributions import build
from tests.distributions import copy_working_tree
from tests.distributions import git
from tests.distributions import unpack
from tests.lifecycle.conftest import Service
from tests.lifecycle.conftest import Tool
from tests.lifecycle.conftest import copier_update
from tests.lifecycle.conftest import installed
from tests.template import services
from tests.template.rows import ROWS
from tests.template.rows import Row
from tests.template.rows import on

from ringfence.releases import releases
from ringfence.releases import tag_releases

BY_HAND = Path(__file__).parent / "by_hand"
# what decides about contexts and folders, and is not switched
KEPT = ("package", "sample", "model")


@pytest.fixture(scope="session")
def template(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository with its history; what is not committed yet is its last commit."""
    if git(repository, "rev-parse", "--is-shallow-repository") == "true":
        pytest.skip("the clone is shallow, its releases are not here: git fetch --unshallow")
    root = tmp_path_factory.mktemp("real") / "template"
    git(repository, "clone", "--quiet", "--no-checkout", str(repository), str(root))
    copy_working_tree(repository, root)
    git(root, "add", "--all")
    if git(root, "status", "--porcelain"):
        git(root, "commit", "--quiet", "--message=not committed yet")
    tag_releases(root)
    return root


@pytest.fixture(scope="session")
def first_release(
    repository: Path, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Tool:
    """The tool when there was only the first release."""
    tag, commit = next(iter(releases(template).items()))
    assert tag == "v0.1.0"
    past = tmp_path_factory.mktemp("first") / "template"
    git(template, "worktree", "add", "--quiet", "--detach", str(past), commit)
    return installed(repository, past, tmp_path_factory.mktemp("first_tool"))


@pytest.fixture(scope="session")
def newest(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Tool:
    """The tool as people install it, with all releases."""
    wheel = build(template, "wheel", tmp_path_factory.mktemp("wheel"))
    unpack(wheel, site := tmp_path_factory.mktemp("newest_tool"))
    return Tool(site)


def new(tool: Tool, folder: Path, answers: Mapping[str, Any]) -> Service:
    """A service that nobody has touched."""
    folder.mkdir()
    file = folder / "answers.yml"
    file.write_text(yaml.safe_dump(dict(answers), allow_unicode=True), encoding="utf-8")
    command = ("new", "service", "--defaults", "--no-setup", "--data-file", str(file))
    result = tool.run(*command, cwd=folder)
    assert result.returncode == 0, result.stderr
    return Service(folder / "service")


def succeed(tool: Tool, service: Service, *arguments: str) -> str:
    """Run the tool's command, which must leave no conflict."""
    result = tool.run(*arguments, "--defaults", cwd=service.root)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def pairs(answers: Mapping[str, Any]) -> list[str]:
    """The answers as one gives them on the command line."""
    return [
        f"{name}={','.join(value) if isinstance(value, list) else _text(value)}"
        for name, value in answers.items()
    ]


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@on(row for row in ROWS if row.quick)
def test_an_untouched_service_becomes_what_new_makes(
    row: Row, template: Path, first_release: Tool, newest: Tool, tmp_path: Path
) -> None:
    """Over a release, and by each answer that is switched afterwards: byte for byte."""
    known = yaml.safe_load(git(template, "show", "v0.1.0:copier.yml"))
    past = {name: value for name, value in row.answers.items() if name in known}
    past["api"] = [each for each in past["api"] if each == "rest"]
    service = new(first_release, tmp_path / "past", past)
    changed = {name: value for name, value in row.answers.items() if past.get(name) != value}
    data = [word for pair in pairs(changed) for word in ("-d", pair)]
    succeed(newest, service, "update", *data, "--commit")
    assert service.files() == new(newest, tmp_path / "present", row.answers).files()

    other = ROWS[(ROWS.index(row) + 1) % len(ROWS)].answers
    switched = {name: value for name, value in other.items() if name not in KEPT}
    succeed(newest, service, "set", *pairs(switched))
    expected = new(newest, tmp_path / "switched", {**row.answers, **switched})
    assert service.files() == expected.files()


def work_by_hand(service: Service) -> None:
    """A domain method changed, an endpoint, settings and a context of one's own."""
    shutil.copytree(BY_HAND, service.root, dirs_exist_ok=True)
    order = "src/shop/contexts/ordering/domain/order.py"
    imported = "from shop.contexts.ordering.domain.order_events import OrderUpdated\n"
    limits = "shop.contexts.ordering.domain.order_limits"
    service.replace(
        order,
        imported,
        f"{imported}from {limits} import MOST\nfrom {limits} import OrderTooLarge\n",
    )
    service.replace(
        order,
        "        self.status = OrderStatus.PLACED\n",
        "        if self.total.amount > MOST:\n            raise OrderTooLarge\n"
        "        self.status = OrderStatus.PLACED\n",
    )
    ordering = "src/shop/contexts/ordering/composition.py"
    use_case = "from shop.contexts.ordering.application.use_cases."
    service.replace(
        ordering,
        f"{use_case}list_orders import ListOrdersHandler\n",
        f"{use_case}latest_orders import LatestOrdersHandler\n"
        f"{use_case}list_orders import ListOrdersHandler\n",
    )
    views = "from shop.contexts.ordering.interface.rest import views\n"
    endpoint = "from shop.contexts.ordering.interface.rest.latest import LatestOrdersEndpoint\n"
    service.replace(ordering, views, views + endpoint)
    anchor = "# your own use cases below this line\n"
    service.replace(
        ordering,
        anchor,
        f"{anchor}\n\ndef latest_orders() -> LatestOrdersHandler:\n"
        "    return LatestOrdersHandler(queries=DjangoOrderQueries())\n",
    )
    address = 'path("orders/latest/", LatestOrdersEndpoint.as_view(latest_orders=latest_orders))'
    below(service, ordering, f"    {address},\n")
    below(
        service,
        "src/shop/config/contexts.py",
        '    "shop.contexts.loyalty.infrastructure.apps.LoyaltyConfig",\n',
    )
    urls = "src/shop/config/urls.py"
    below(service, urls, '    path("api/v1/loyalty/", include(loyalty_context.urlpatterns)),\n')
    imported = "from shop.contexts.ordering import composition as ordering_context\n"
    own = "from shop.contexts.loyalty import composition as loyalty_context\n"
    service.replace(urls, imported, own + imported)
    settings = "src/shop/config/settings.py"
    apps = '    "django.contrib.contenttypes",\n'
    service.replace(settings, apps, f'{apps}    "django.contrib.humanize",\n')
    zone = 'TIME_ZONE = "UTC"\n'
    own = 'DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "shop@example.com")\n'
    service.replace(settings, zone, zone + own)


def below(service: Service, path: str, lines: str) -> None:
    """Write below the last line of a generated list that asks for it."""
    start, anchor, end = service.read(path).rpartition("    # your own below this line\n")
    service.write(path, start + anchor + lines + end)


def hand_written(service: Service) -> list[str]:
    """All that was added to what `new` made."""
    made = service.git("rev-list", "--max-parents=0", "HEAD")
    difference = service.git("diff", made, "HEAD", "--", "src", "tests", ":!*/migrations/*")
    return [line[1:] for line in difference.splitlines() if line[0] == "+" and line[:3] != "+++"]


@pytest.mark.timeout(2400)
def test_a_service_that_people_work_on(
    template: Path, first_release: Tool, newest: Tool, tmp_path: Path
) -> None:
    """From the first release to the newest, GraphQL and Celery on, GraphQL off, and on by plain Copier."""
    answers = {"project_name": "Shop", "package": "shop"}
    service = new(first_release, tmp_path / "work", answers)
    owner = services.Service(service.root)

    by_hand: list[str] = []

    def green(message: str) -> None:
        """All of the service's own gates pass, and what was written by hand is there."""
        recorded = yaml.safe_load(service.read(".copier-answers.yml"))
        schema = ["schema"] if "graphql" in recorded["api"] else []
        owner.succeed("make", ".env", "migrations", *schema)
        assert "== all checks passed" in owner.succeed("make", "check")
        assert "Total coverage: 100.00%" in owner.succeed("make", "test")
        service.commit(message)
        text = "\n".join(
            file.read_text(encoding="utf-8") for file in service.root.rglob("*.py")
        ).splitlines()
        assert set(by_hand) <= set(text)

    work_by_hand(service)
    green("work by hand")
    by_hand += hand_written(service)
    assert "            raise OrderTooLarge" in by_hand

    succeed(newest, service, "update")
    assert (service.root / "src/shop/shared/interface/credentials.py").exists()
    green("newest release")

    succeed(newest, service, "set", "api=rest,graphql", "celery=true")
    assert (service.root / "src/shop/contexts/ordering/interface/graphql/types.py").exists()
    green("GraphQL and Celery")
    assert "type Order" in service.read("schema.graphql")

    succeed(newest, service, "set", "api=rest")
    assert not (service.root / "schema.graphql").exists()
    assert not (service.root / "src/shop/shared/interface/graphql").exists()
    green("no GraphQL")

    clone = tmp_path / "clone"
    git(template, "clone", "--quiet", str(template), str(clone))
    readme = clone / "template" / "README.md.jinja"
    readme.write_text(f"{readme.read_text(encoding='utf-8')}\nOne more line.\n", encoding="utf-8")
    project = clone / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    project.write_text(re.sub("(?m)^version = .*", 'version = "99.0.0"', text), encoding="utf-8")
    git(clone, "commit", "--all", "--quiet", "--message=release")
    tags = subprocess.run(
        [sys.executable, "-m", "ringfence.releases"],  # make tags
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(clone / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "v99.0.0" in tags.stdout.split()
    copier_update(service, clone, tmp_path / "cache")
    assert "One more line." in service.read("README.md")
    assert yaml.safe_load(service.read(".copier-answers.yml"))["_commit"] == "v99.0.0"
    green("plain Copier")
