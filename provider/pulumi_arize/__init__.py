"""LLM, agent and evaluator integrations of Arize AX as Pulumi resources.

    import pulumi_arize as arize

    arize.Integration("openai", name="Production OpenAI", config=arize.OpenAiConfig(api_key=key))

Everything that a program uses is here. What is generated from the models is in `_generated`, what a program's process
runs is in `sdk`; `model` holds the facts of the API, `api` the HTTP, `lifecycle` the operations.
"""

from typing import TYPE_CHECKING

from ._generated import property_names
from ._generated.dynamic import resources
from ._generated.dynamic.resources import *  # noqa: F403 - the resource classes: `resources.__all__` names them
from ._version import __version__
from .errors import (
    ApiConnectionError,
    ApiError,
    ApiStatusError,
    ArizeError,
    CertificateError,
    InvalidResponse,
    LookupFailed,
    NotFound,
    ResponseLost,
    SettingsError,
)
from .lazy_imports import lazy_getattr

if TYPE_CHECKING:
    from ._generated import inputs, typed_dicts
    from ._generated.dynamic.lookups import *  # noqa: F403 - the lookups: `lookups.__all__` names them
    from ._generated.inputs import *  # noqa: F403 - the argument classes: `inputs.__all__` names them
    from ._generated.results import *  # noqa: F403 - what they return: `results.__all__` names it
    from .catalog.dynamic import IntegrationCatalog
    from .catalog.environment import Environment, Overlay

__all__ = [  # noqa: PLE0604 - those of `property_names` are strings too
    "ApiError",
    "ArizeError",
    "ResponseLost",
    "InvalidResponse",
    "Environment",
    "IntegrationCatalog",
    "LookupFailed",
    "NotFound",
    "Overlay",
    "ApiStatusError",
    "SettingsError",
    "ApiConnectionError",
    "CertificateError",
    "__version__",
    "typed_dicts",
    "inputs",
    *property_names.ARGUMENTS,
    *property_names.LOOKUPS,
    *property_names.RESULTS,
    *resources.__all__,
]
if not TYPE_CHECKING:  # which would take any name for one that is there
    __getattr__ = lazy_getattr(
        __name__,
        {
            "pulumi_arize.catalog.environment": ("Environment", "Overlay"),
            "pulumi_arize._generated.typed_dicts": ("typed_dicts",),
            "pulumi_arize.catalog.dynamic": ("IntegrationCatalog",),
            "pulumi_arize._generated.inputs": ("inputs", *property_names.ARGUMENTS),
            "pulumi_arize._generated.dynamic.lookups": ("lookups", *property_names.LOOKUPS),
            "pulumi_arize._generated.results": ("results", *property_names.RESULTS),
        },
    )


def __dir__() -> list[str]:
    return __all__
