"""Breaches of the rules that a service sets itself, each as small as somebody in a hurry would make it.

Every one is formatted, linted and typed, so that nothing but the rule itself stands in its way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

_ORDERING = "src/shop/contexts/ordering"
_BILLING = "src/shop/contexts/billing"
_INWARD = "Dependencies point inward BROKEN"
_NO_FRAMEWORK = "Domain and application know no framework BROKEN"
_REPOSITORY = f"{_ORDERING}/infrastructure/repositories.py"
_QUERIES = f"{_ORDERING}/infrastructure/queries.py"


@dataclass(frozen=True, kw_only=True)
class Breach:
    """Files to write and lines to change, the step that must stop them and the words it must use."""

    name: str
    stage: str
    says: str
    files: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[tuple[str, str, str], ...] = ()


def _module(path: str, code: str, *, name: str, stage: str, says: str) -> Breach:
    files = {f"{_ORDERING}/{path}": f'"""A new module."""\n\n{code}'}
    return Breach(name=name, stage=stage, says=says, files=files)


_A_CONTEXT = {
    f"{_BILLING}/__init__.py": "",
    f"{_BILLING}/infrastructure/__init__.py": "",
    f"{_BILLING}/infrastructure/migrations/__init__.py": "",
    f"{_BILLING}/infrastructure/apps.py": """from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "shop.contexts.billing.infrastructure"
    label = "billing"
""",
    f"{_BILLING}/infrastructure/models.py": '''"""A new module."""

from django.db import models


class InvoiceModel(models.Model):
    order = models.ForeignKey(
        "ordering.OrderModel",
        on_delete=models.CASCADE,
        related_name="+",
    )

    def __str__(self) -> str:
        return "invoice"
''',
}

OF_CHECK = (
    _module(
        "domain/dates.py",
        """from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()
""",
        name="domain imports Django",
        stage="layers",
        says=_NO_FRAMEWORK,
    ),
    _module(
        "application/inputs.py",
        """from rest_framework import serializers


class OrderInput(serializers.Serializer[object]):
    number = serializers.CharField()
""",
        name="application imports DRF",
        stage="layers",
        says=_NO_FRAMEWORK,
    ),
    _module(
        "application/encoding.py",
        """import msgspec


def encoded(value: object) -> bytes:
    return msgspec.json.encode(value)
""",
        name="application imports msgspec",
        stage="layers",
        says=_NO_FRAMEWORK,
    ),
    _module(
        "domain/labels.py",
        """from typing_extensions import override


class Label:
    @override
    def __str__(self) -> str:
        return "label"
""",
        name="domain imports another third party",
        stage="architecture",
        says="test_the_core_imports_the_standard_library_and_itself[shop.contexts.ordering.domain.labels]",
    ),
    _module(
        "domain/rows.py",
        """from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.contexts.ordering.infrastructure.models import OrderModel


def title(row: "OrderModel") -> str:
    return str(row)
""",
        name="domain imports infrastructure for the type checker alone",
        stage="layers",
        says=_INWARD,
    ),
    _module(
        "domain/commands.py",
        """from shop.contexts.ordering.application.use_cases.place_order import PlaceOrder

COMMANDS = (PlaceOrder,)
""",
        name="domain imports application",
        stage="layers",
        says=_INWARD,
    ),
    _module(
        "application/stored.py",
        """from shop.contexts.ordering.infrastructure.queries import DjangoOrderQueries

QUERIES = DjangoOrderQueries()
""",
        name="application imports infrastructure",
        stage="layers",
        says=_INWARD,
    ),
    _module(
        "interface/rest/rows.py",
        """from shop.contexts.ordering.infrastructure.models import OrderModel


def count() -> int:
    return OrderModel.objects.count()
""",
        name="interface imports infrastructure",
        stage="layers",
        says=_INWARD,
    ),
    _module(
        "infrastructure/shapes.py",
        """from shop.contexts.ordering.interface.rest.serializers import CreateOrderInput

SHAPES = (CreateOrderInput,)
""",
        name="infrastructure imports interface",
        stage="layers",
        says=_INWARD,
    ),
    _module(
        "infrastructure/wiring.py",
        """from shop.contexts.ordering import composition

URLS = composition.urlpatterns
""",
        name="a layer imports composition",
        stage="layers",
        says=_INWARD,
    ),
    _module(
        "helpers.py",
        """HELP = "a module that is no layer"
""",
        name="a module of a context that is no layer",
        stage="layers",
        says="exhaustive",
    ),
    _module(
        "domain/pricing/rules.py",
        """LIMIT = 10
""",
        name="a folder without __init__.py",
        stage="lint",
        says="INP001",
    ),
    Breach(
        name="one context imports another",
        stage="layers",
        says="Contexts do not know each other BROKEN",
        files={
            f"{_BILLING}/__init__.py": "",
            f"{_BILLING}/domain/__init__.py": "",
            f"{_BILLING}/domain/invoice.py": '''"""A new module."""

from shop.contexts.ordering.domain.order import Order

BILLED = (Order,)
''',
        },
    ),
    Breach(
        name="the shared kernel imports a context",
        stage="layers",
        says="The shared kernel knows no context BROKEN",
        files={
            "src/shop/shared/domain/known.py": '''"""A new module."""

from shop.contexts.ordering.domain.order import Order

KNOWN = (Order,)
''',
        },
    ),
    _module(
        "infrastructure/options.py",
        """from shop.config import settings

DEBUG = settings.DEBUG
""",
        name="a context imports the configuration",
        stage="layers",
        says="Contexts are wired by the configuration, not the other way round BROKEN",
    ),
    _module(
        "interface/rest/loading.py",
        """from importlib import import_module


def models() -> object:
    return import_module("shop.contexts.ordering.infrastructure.models")
""",
        name="interface imports by name",
        stage="lint",
        says="TID251 `importlib` is banned",
    ),
    _module(
        "interface/rest/loading.py",
        """from django.utils.module_loading import import_string


def queries() -> object:
    return import_string("shop.contexts.ordering.infrastructure.queries.DjangoOrderQueries")
""",
        name="interface imports by name with Django's help",
        stage="lint",
        says="TID251 `django.utils.module_loading` is banned",
    ),
    _module(
        "interface/rest/loading.py",
        """from django.apps import apps


def rows() -> object:
    return apps.get_model("ordering", "OrderModel")
""",
        name="interface asks Django for a model",
        stage="lint",
        says="TID251 `django.apps.apps` is banned",
    ),
    _module(
        "interface/rest/loading.py",
        """import django.apps


def rows() -> object:
    return django.apps.apps.get_model("ordering", "OrderModel")
""",
        name="interface asks Django for a model in full",
        stage="lint",
        says="TID251 `django.apps.apps` is banned",
    ),
    _module(
        "interface/rest/transactions.py",
        """from django.db import transaction

atomic = transaction.atomic
""",
        name="interface imports the ORM",
        stage="lint",
        says="TID251 `django.db` is banned",
    ),
    _module(
        "interface/rest/transactions.py",
        """from django import db

close = db.close_old_connections
""",
        name="interface imports the ORM by its parent",
        stage="lint",
        says="TID251 `django.db` is banned",
    ),
    Breach(
        name="a foreign key across contexts, as a string",
        stage="architecture",
        says="billing.InvoiceModel.order -> ordering.OrderModel",
        files=_A_CONTEXT,
        edits=(
            (
                "src/shop/config/contexts.py",
                "    # your own below this line",
                "    # your own below this line\n"
                '    "shop.contexts.billing.infrastructure.apps.BillingConfig",',
            ),
        ),
    ),
    Breach(
        name="a foreign key to the accounts, as a string",
        stage="architecture",
        says="ordering.OrderModel.customer -> accounts.User",
        edits=(
            (
                f"{_ORDERING}/infrastructure/models.py",
                "    note = models.TextField(null=True, blank=True)\n",
                "    note = models.TextField(null=True, blank=True)\n"
                "    customer = models.ForeignKey(\n"
                '        "accounts.User",\n'
                "        on_delete=models.CASCADE,\n"
                '        related_name="+",\n'
                '        db_column="customer",\n'
                "    )\n",
            ),
        ),
    ),
)

OF_TEST = (
    Breach(
        name="a list that reads the lines of each order by itself",
        stage="",
        says="test_a_list_takes_a_fixed_number_of_statements",
        edits=(
            (_QUERIES, "lines=lines[order_id]", "lines=_order_line_views([order_id])[order_id]"),
        ),
    ),
    Breach(
        name="a list that loads a column lazily",
        stage="",
        says="test_a_list_takes_a_fixed_number_of_statements",
        edits=(
            (
                _QUERIES,
                "lines=lines[order_id]",
                'lines=lines[order_id] if OrderModel.objects.defer("note").get(pk=order_id).note else []',
            ),
        ),
    ),
    Breach(
        name="an aggregate whose row is loaded lazily",
        stage="",
        says="test_statements_do_not_grow_with_lines",
        edits=(
            (_REPOSITORY, '.prefetch_related("lines")', '.prefetch_related("lines").defer("note")'),
        ),
    ),
    Breach(
        name="lines that are written one by one",
        stage="",
        says="test_statements_do_not_grow_with_lines[50]",
        edits=(
            (
                _REPOSITORY,
                "update_conflicts=True,",
                "update_conflicts=True,\n                batch_size=1,",
            ),
        ),
    ),
)
