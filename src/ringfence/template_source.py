"""Where the template comes from: the checkout that this tool runs from, or the history in its package."""

import os
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ADDRESS = "gh:ringfence/ringfence"
# with the suffix, so that no other repository is meant whose name begins alike
_URL = "https://github.com/ringfence/ringfence.git"
_HERE = Path(__file__).parent
_BUNDLE = _HERE / "template.bundle"
_CHECKOUT = _HERE.parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSource:
    """What Copier is given as a template.

    `address` is what a service records.  Where there is a `history`, a bundle or a checkout, git reads it in place of
    that address: no network is needed, and the service can be updated by those who have Copier alone.
    """

    address: str
    history: Path | None = None

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Let Copier, and the git that it runs, find the template."""
        from plumbum import local  # noqa: PLC0415

        if self.history is None:
            with local.env(**_variables()):
                yield
            return
        # Copier would keep its mirror for later, and take these releases for all that there are
        with TemporaryDirectory(prefix="ringfence-") as mirrors:
            before = os.environ.get("COPIER_CACHE_DIR")
            os.environ["COPIER_CACHE_DIR"] = mirrors
            try:
                # plumbum has its own copy of the environment
                with local.env(**_variables(self.history)):
                    yield
            finally:
                del os.environ["COPIER_CACHE_DIR"]
                if before is not None:
                    os.environ["COPIER_CACHE_DIR"] = before


def template_source() -> TemplateSource:
    """The packaged history; in a checkout its working tree, uncommitted work included."""
    if _BUNDLE.is_file():
        return TemplateSource(address=ADDRESS, history=_BUNDLE)
    return TemplateSource(address=str(_CHECKOUT))


def template_at(address: str) -> TemplateSource:
    """The template that a service has recorded."""
    if address != ADDRESS:
        return TemplateSource(address=address)
    return TemplateSource(address=ADDRESS, history=_BUNDLE if _BUNDLE.is_file() else _CHECKOUT)


def _variables(history: Path | None = None) -> Mapping[str, str]:
    """The variables that let git read the history, added to what the user has configured in this way."""
    # the line ends of the template are those of its history
    settings = {"core.autocrlf": "false", "core.eol": "lf"}
    # in English one can tell what git means
    variables = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    if history is not None:
        settings |= {
            f"url.{history.as_posix()}.insteadOf": _URL,
            "protocol.file.allow": "always",
        }
        variables["GIT_ALLOW_PROTOCOL"] = "file"  # which the user may have set, too
    count = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    variables["GIT_CONFIG_COUNT"] = str(count + len(settings))
    for number, (key, value) in enumerate(settings.items(), count):
        variables |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return variables
