"""Puts the template's history into what is built: a git bundle beside the tool's code."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NAME = "ringfence/template.bundle"
_PLACES = {"wheel": _NAME, "sdist": f"src/{_NAME}"}


class TemplateBundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """From a clone the bundle has all releases, from a source archive one; a source distribution brings its own."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle and add it to the build; an editable install reads the checkout instead."""
        root = Path(self.root)
        if version == "editable" or (root / _PLACES["sdist"]).is_file():
            return
        sys.path.insert(0, str(root / "src"))
        from ringfence.releases import write_bundle  # noqa: PLC0415
        from ringfence.releases import write_bundle_of_archive  # noqa: PLC0415

        self._folder = TemporaryDirectory(prefix="ringfence-")
        bundle = Path(self._folder.name) / "template.bundle"
        write = write_bundle if (root / ".git").exists() else write_bundle_of_archive
        write(root, bundle)
        build_data["force_include"][str(bundle)] = _PLACES[self.target_name]

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what is in the build by now."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
