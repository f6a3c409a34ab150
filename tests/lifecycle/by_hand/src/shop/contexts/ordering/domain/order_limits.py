"""How much may be ordered at once."""

from decimal import Decimal

from shop.shared.domain.errors import Conflict

MOST = Decimal(1_000_000)


class OrderTooLarge(Conflict):
    """The total is more than anybody may order at once."""

    code = "order_too_large"

    def __init__(self) -> None:
        super().__init__(f"an order may come to {MOST:,} at most")
