"""The front end on a native plugin: the same resources and lookups, with imports, exact previews and several accounts.

    from pulumi_arize import native as arize

Everything that `pulumi_arize` has for a program is here too. A program loads `_generated.native` and `catalog`; the
plugin's process loads `server`.
"""

from typing import TYPE_CHECKING

from .. import errors
from .._generated import property_names
from .._generated.native import provider, resources
from .._generated.native.provider import *  # noqa: F403 - the provider resource
from .._generated.native.resources import *  # noqa: F403 - the resource classes: `resources.__all__` names them
from .._version import __version__
from ..errors import *  # noqa: F403 - the errors: `errors.__all__` names them
from ..lazy_imports import lazy_getattr

if TYPE_CHECKING:
    from .._generated import inputs, typed_dicts
    from .._generated.inputs import *  # noqa: F403 - the argument classes: `inputs.__all__` names them
    from .._generated.native.lookups import *  # noqa: F403 - the lookups: `lookups.__all__` names them
    from .._generated.results import *  # noqa: F403 - what lookups return: `results.__all__` names it
    from ..catalog.environment import Environment, Overlay
    from ..catalog.native import IntegrationCatalog

__all__ = [  # noqa: PLE0604 - those of `property_names` are strings too
    "Environment",
    "IntegrationCatalog",
    "Overlay",
    "__version__",
    "typed_dicts",
    "inputs",
    *provider.__all__,
    *errors.__all__,
    *property_names.ARGUMENTS,
    *property_names.LOOKUPS,
    *property_names.RESULTS,
    *resources.__all__,
]
if not TYPE_CHECKING:  # a type checker would accept any name
    __getattr__ = lazy_getattr(
        __name__,
        {
            "pulumi_arize.catalog.environment": ("Environment", "Overlay"),
            "pulumi_arize._generated.typed_dicts": ("typed_dicts",),
            "pulumi_arize._generated.inputs": ("inputs", *property_names.ARGUMENTS),
            "pulumi_arize.catalog.native": ("IntegrationCatalog",),
            "pulumi_arize._generated.native.lookups": ("lookups", *property_names.LOOKUPS),
            "pulumi_arize._generated.results": ("results", *property_names.RESULTS),
        },
    )


def __dir__() -> list[str]:
    return __all__
