"""The front end on a native plugin: the same resources and look-ups, with imports, exact previews and several accounts.

    from pulumi_arize import native as arize

Everything that `pulumi_arize` has for a program is here too. A program loads `resources`, `catalog`, `lookups`
and `accounts`; the process of the plugin loads `server` and what it needs.
"""

from .. import dicts, errors, inputs, results
from .._version import __version__
from ..catalog.environment import Environment, Overlay
from ..errors import *  # noqa: F403 - the errors: `errors.__all__` names them
from ..inputs import *  # noqa: F403 - the argument classes: `inputs.__all__` names them
from ..results import *  # noqa: F403 - what look-ups return: `results.__all__` names it
from . import accounts, lookups, resources
from .accounts import *  # noqa: F403 - the provider resource
from .catalog import IntegrationCatalog
from .lookups import *  # noqa: F403 - the look-ups: `lookups.__all__` names them
from .resources import *  # noqa: F403 - the resource classes: `resources.__all__` names them

__all__ = [  # noqa: PLE0604 - the names of `inputs.__all__` are strings too
    "Environment",
    "IntegrationCatalog",
    "Overlay",
    "__version__",
    "dicts",
    "inputs",
    *accounts.__all__,
    *errors.__all__,
    *inputs.__all__,
    *lookups.__all__,
    *resources.__all__,
    *results.__all__,
]
