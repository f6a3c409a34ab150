"""How loyalty is stored."""

from django.db import models


class PointsModel(models.Model):
    customer_id = models.UUIDField(primary_key=True)
    points = models.PositiveIntegerField()

    class Meta:
        db_table = "loyalty_points"

    def __str__(self) -> str:
        return f"{self.points} points"
