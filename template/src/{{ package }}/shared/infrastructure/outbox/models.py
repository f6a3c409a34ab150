"""Events on their way to other contexts, and the proof that they arrived."""

import json
import uuid
from datetime import date
from decimal import Decimal

from django.db import models


class PlainJSONEncoder(json.JSONEncoder):
    """Identities, times and decimals as strings, with nothing rounded."""

    def default(self, o: object) -> object:
        """What JSON has no word for."""
        if isinstance(o, date):  # and so datetime
            return o.isoformat()
        if isinstance(o, uuid.UUID | Decimal):
            return str(o)
        return super().default(o)


class OutboxMessage(models.Model):
    """One event, written in the transaction that caused it.

    Its id is its own, not one of the event's: by it a subscriber knows a message that it has handled.  It waits until every
    subscriber has acknowledged it, or until the relay has given up.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    topic = models.CharField(max_length=200)
    schema_version = models.PositiveSmallIntegerField()
    aggregate_id = models.UUIDField()
    payload = models.JSONField(encoder=PlainJSONEncoder)
    occurred_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="The relay does not try before.")
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(default="", blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-occurred_at", "-id")
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=models.Q(delivered_at=None, given_up_at=None),
                name="outbox_message_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} {self.id}"


class InboxMessage(models.Model):
    """A subscriber's acknowledgement, written in the transaction that handled the message."""

    message_id = models.UUIDField()
    subscriber = models.CharField(max_length=200)
    handled_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("message_id", "subscriber"), name="outbox_inbox_message_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.message_id} by {self.subscriber}"
