"""Whatever a model can say is read as it was meant."""

from extensions.domain_model import Model
from extensions.domain_model import read
from hypothesis import given
from hypothesis import settings
from tests.model_text import without_lines
from tests.model_text import written
from tests.strategies import models


@given(models())
@settings(max_examples=60, deadline=None)
def test_short_forms_are_read_as_they_were_meant(model: Model) -> None:
    assert without_lines(read(written(model))) == model


@given(models())
@settings(max_examples=60, deadline=None)
def test_long_forms_are_read_as_they_were_meant(model: Model) -> None:
    assert without_lines(read(written(model, long=True))) == model
