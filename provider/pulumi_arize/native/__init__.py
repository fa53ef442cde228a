"""The front end on a native plugin: the same resources and functions, with imports, exact previews, several accounts.

    from pulumi_arize import native as arize

Everything that `pulumi_arize` has for a program is here too. A program loads what is in
`_generated.native`, and `catalog`; the process of the plugin loads `server` and what it needs.
"""

from .. import errors
from .._generated import inputs, results, typed_dicts
from .._generated.inputs import *  # noqa: F403 - `__all__` of each of these modules names what it has
from .._generated.native import lookups, provider, resources
from .._generated.native.lookups import *  # noqa: F403
from .._generated.native.provider import *  # noqa: F403
from .._generated.native.resources import *  # noqa: F403
from .._generated.results import *  # noqa: F403
from .._version import __version__
from ..catalog.environment import Environment, Overlay
from ..catalog.native import IntegrationCatalog
from ..errors import *  # noqa: F403

__all__ = [  # noqa: PLE0604 - what the modules' lists hold are strings too
    "Environment",
    "IntegrationCatalog",
    "Overlay",
    "__version__",
    "inputs",
    "typed_dicts",
    *errors.__all__,
    *inputs.__all__,
    *lookups.__all__,
    *provider.__all__,
    *resources.__all__,
    *results.__all__,
]
