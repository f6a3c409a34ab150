"""The domain model of a service, `model.yml`: what it says, and what is wrong with it.

PyYAML aside, this package stands alone.
"""

from pathlib import Path

from .elements import Model
from .faults import Fault
from .faults import ModelError
from .reader import read

__all__ = ["SAMPLE", "Fault", "Model", "ModelError", "read"]

SAMPLE = Path(__file__).with_name("sample.yml").read_text(encoding="utf-8")
