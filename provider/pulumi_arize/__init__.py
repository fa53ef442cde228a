"""LLM, agent and evaluator integrations of Arize AX as Pulumi resources.

    import pulumi_arize as arize

    arize.Integration("openai", name="Production OpenAI", config=arize.OpenAiConfig(api_key=key))

Everything that a program uses is here. What is generated from the models is in `_generated`, what a program's process
runs is in `sdk`; `model` holds the facts of the API, `api` the HTTP, `lifecycle` the operations.
"""

from . import errors
from ._generated import inputs, results, typed_dicts
from ._generated.dynamic import lookups, resources
from ._generated.dynamic.lookups import *  # noqa: F403
from ._generated.dynamic.resources import *  # noqa: F403 - `__all__` of each of these modules names what it has
from ._generated.inputs import *  # noqa: F403
from ._generated.results import *  # noqa: F403
from ._version import __version__
from .catalog.dynamic import IntegrationCatalog
from .catalog.environment import Environment, Overlay
from .errors import *  # noqa: F403

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
    *resources.__all__,
    *results.__all__,
]
