"""Where the template comes from: the checkout that this tool runs from, or the copy in its package."""

from pathlib import Path


def template_source() -> Path:
    """The folder that holds `copier.yml`.  In a checkout it is the working tree, uncommitted work included."""
    here = Path(__file__).parent
    packaged = here / "_template"
    return packaged if packaged.is_dir() else here.parents[1]
