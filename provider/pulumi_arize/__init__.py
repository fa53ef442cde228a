"""LLM, agent and evaluator integrations of Arize AX as Pulumi resources.

    import pulumi_arize as arize

    arize.Integration("openai", name="Production OpenAI", config=arize.OpenAiConfig(api_key=key))

Resources are in `dynamic.resources`, argument classes in `inputs`, look-ups in `lookups`, errors in `errors`; all of
them are here too. `model` holds the facts of the API, `api` the HTTP, `lifecycle` the verbs.
"""

from . import dicts, inputs
from ._version import __version__
from .dynamic.resources import AiIntegration, Integration
from .errors import ApiError, ArizeError, BadAnswer, LookupFailed, NotFound, Refused, SettingsError, Unreachable
from .inputs import *  # noqa: F403 - the argument classes: `inputs.__all__` names them
from .lookups import get_organization, get_organization_output, get_space, get_space_output

__all__ = [  # noqa: PLE0604 - the names of `inputs.__all__` are strings too
    "AiIntegration",
    "ApiError",
    "ArizeError",
    "BadAnswer",
    "Integration",
    "LookupFailed",
    "NotFound",
    "Refused",
    "SettingsError",
    "Unreachable",
    "__version__",
    "dicts",
    "get_organization",
    "get_organization_output",
    "get_space",
    "get_space_output",
    "inputs",
    *inputs.__all__,
]
