"""Orders that are too large, without Django."""

from decimal import Decimal

import pytest

from factories.ordering import NOW
from factories.ordering import OrderFactory
from shop.contexts.ordering.domain.order_limits import MOST
from shop.contexts.ordering.domain.order_limits import OrderTooLarge
from shop.shared.domain.money import Money


def test_an_order_that_is_too_large_is_not_placed() -> None:
    order = OrderFactory.build(total=Money(MOST + Decimal(1), "EUR"))
    with pytest.raises(OrderTooLarge):
        order.place(now=NOW)
