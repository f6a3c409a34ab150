"""JSON straight from read models: msgspec encodes dataclasses, decimals and dates in C."""

from collections.abc import Mapping

import msgspec
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer


def _plain(value: object) -> object:
    """DRF speaks in subclasses of strings, and in lazily translated ones."""
    if isinstance(value, str | Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no part of a read model")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain, decimal_format="string")


class ReadModelRenderer(BaseRenderer):
    """Renders read models, and whatever DRF itself hands out."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: object,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, object] | None = None,
    ) -> bytes:
        """The data as JSON; nothing at all for None."""
        return b"" if data is None else _ENCODER.encode(data)
