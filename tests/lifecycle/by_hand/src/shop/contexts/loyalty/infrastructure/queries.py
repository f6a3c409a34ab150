"""How loyalty is read."""

from uuid import UUID

from shop.contexts.loyalty.infrastructure.models import PointsModel


class DjangoPoints:
    def of(self, customer_id: UUID) -> int:
        rows = PointsModel.objects.filter(customer_id=customer_id)
        return rows.values_list("points", flat=True).first() or 0
