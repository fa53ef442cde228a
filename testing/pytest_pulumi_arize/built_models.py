"""Builds what a provider builds when it first needs it: forked processes then have it.

That is the models of all resources, and the library that checks the JSON Schemas of agents and evaluators.
"""

from pulumi_arize.model.json_schema_validation import schema_error
from pulumi_arize.model.resource_types import RESOURCE_TYPES

for _resource_type in RESOURCE_TYPES:
    _resource_type.names  # noqa: B018 - a cached property
    for _model in (*_resource_type.models, _resource_type.options):
        _model.model_rebuild()
schema_error({})
