"""LLM, agent and evaluator integrations of Arize AX as Pulumi resources.

    import pulumi_arize as arize

    arize.Integration("openai", name="Production OpenAI", config=arize.OpenAiConfig(api_key=key))

Resources are in `dynamic.resources`, a catalogue of them in `catalog`, argument classes in `inputs`, look-ups in
`lookups`, errors in `errors`; all of them are here too. `model` holds the facts of the API, `api` the HTTP, `lifecycle`
the verbs.
"""

from typing import TYPE_CHECKING

from . import names
from ._version import __version__
from .dynamic import resources
from .dynamic.resources import *  # noqa: F403 - the resource classes: `resources.__all__` names them
from .errors import (
    AnswerLost,
    ApiError,
    ArizeError,
    BadAnswer,
    LookupFailed,
    NotFound,
    Refused,
    SettingsError,
    Unreachable,
    Untrusted,
)
from .later import loading_later

if TYPE_CHECKING:
    from . import dicts, inputs
    from .catalog.environment import Environment, Overlay
    from .dynamic.catalog import IntegrationCatalog
    from .inputs import *  # noqa: F403 - the argument classes: `inputs.__all__` names them
    from .lookups import *  # noqa: F403 - the look-ups: `lookups.__all__` names them
    from .results import *  # noqa: F403 - what they return: `results.__all__` names it

__all__ = [  # noqa: PLE0604 - the names of `names` are strings too
    "ApiError",
    "ArizeError",
    "AnswerLost",
    "BadAnswer",
    "Environment",
    "IntegrationCatalog",
    "LookupFailed",
    "NotFound",
    "Overlay",
    "Refused",
    "SettingsError",
    "Unreachable",
    "Untrusted",
    "__version__",
    "dicts",
    "inputs",
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
            "pulumi_arize.dynamic.catalog": ("IntegrationCatalog",),
            "pulumi_arize.inputs": ("inputs", *names.ARGUMENTS),
            "pulumi_arize.lookups": ("lookups", *names.LOOKUPS),
            "pulumi_arize.results": ("results", *names.RESULTS),
        },
    )


def __dir__() -> list[str]:
    return __all__
