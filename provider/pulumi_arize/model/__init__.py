"""The facts of the API, each in one place, and nothing of HTTP or Pulumi.

- `enums`: the enums in both dialects
- `traits`, `field_types`, `json_schema_validation`, `rules`, `tagged_union`: what the models are built from
- `scoping`, `auth`, `roles`, `llm_configs`, `endpoint_configs`: the objects in the resources
- `integration`, `ai_integration`, `organization`, `space`, `space_default`, `service_key`: a module for each resource
- `provider_options`: the arguments that only this provider knows
- `fields`, `resource_type`, `resource_types`, `functions`: the tables that the other layers read
- `descriptions`: what the documentation says of a field
- `traversal`, `dialect`, `secret_fields`: values converted and searched by their models
- `redaction`, `text_decodings`: texts without secrets
- `validation_messages`: what pydantic's errors mean to a user
"""
