"""The front end on a native plugin: the same resources and look-ups, with imports, exact previews and several accounts.

    from pulumi_arize import native as arize

Everything that `pulumi_arize` has for a program is here too. A program loads `resources`, `catalog`, `lookups`
and `accounts`; the process of the plugin loads `server` and what it needs.
"""

from typing import TYPE_CHECKING

from .. import errors, names
from .._version import __version__
from ..errors import *  # noqa: F403 - the errors: `errors.__all__` names them
from ..later import loading_later
from . import accounts, resources
from .accounts import *  # noqa: F403 - the provider resource
from .resources import *  # noqa: F403 - the resource classes: `resources.__all__` names them

if TYPE_CHECKING:
    from .. import dicts, inputs
    from ..catalog.environment import Environment, Overlay
    from ..inputs import *  # noqa: F403 - the argument classes: `inputs.__all__` names them
    from ..results import *  # noqa: F403 - what look-ups return: `results.__all__` names it
    from .catalog import IntegrationCatalog
    from .lookups import *  # noqa: F403 - the look-ups: `lookups.__all__` names them

__all__ = [  # noqa: PLE0604 - the names of `names` are strings too
    "Environment",
    "IntegrationCatalog",
    "Overlay",
    "__version__",
    "dicts",
    "inputs",
    *accounts.__all__,
    *errors.__all__,
    *names.ARGUMENTS,
    *names.LOOKUPS,
    *names.RESULTS,
    *resources.__all__,
]
if not TYPE_CHECKING:  # which would take any name for one that is there
    __getattr__ = loading_later(
        __name__,
        {
            "pulumi_arize.catalog.environment": ("Environment", "Overlay"),
            "pulumi_arize.dicts": ("dicts",),
            "pulumi_arize.inputs": ("inputs", *names.ARGUMENTS),
            "pulumi_arize.native.catalog": ("IntegrationCatalog",),
            "pulumi_arize.native.lookups": ("lookups", *names.LOOKUPS),
            "pulumi_arize.results": ("results", *names.RESULTS),
        },
    )


def __dir__() -> list[str]:
    return __all__
