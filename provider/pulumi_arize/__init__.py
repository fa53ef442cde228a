"""LLM, agent and evaluator integrations of Arize AX as Pulumi resources.

    import pulumi_arize as arize

    arize.Integration("openai", name="Production OpenAI", config=arize.OpenAiConfig(api_key=key))

Resources are in `dynamic.resources`, a catalogue of them in `catalog`, argument classes in `inputs`, look-ups in
`lookups`, errors in `errors`; all of them are here too. `model` holds the facts of the API, `api` the HTTP, `lifecycle`
the verbs.
"""

from . import dicts, inputs, lookups, results
from ._version import __version__
from .catalog.environment import Environment, Overlay
from .dynamic import resources
from .dynamic.catalog import IntegrationCatalog
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
from .inputs import *  # noqa: F403 - the argument classes: `inputs.__all__` names them
from .lookups import *  # noqa: F403 - the look-ups: `lookups.__all__` names them
from .results import *  # noqa: F403 - what they return: `results.__all__` names it

__all__ = [  # noqa: PLE0604 - the names of `inputs.__all__` are strings too
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
    *inputs.__all__,
    *lookups.__all__,
    *resources.__all__,
    *results.__all__,
]
