"""Builds the models of all resources, as a provider does when it first needs them: forked processes then have them."""

from pulumi_arize.model.resource_types import RESOURCE_TYPES

for _resource_type in RESOURCE_TYPES:
    _resource_type.names  # noqa: B018 - a cached property
    for _model in (*_resource_type.models, _resource_type.options):
        _model.model_rebuild()
