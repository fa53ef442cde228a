"""The facts of the API, each in one place, and nothing of HTTP or Pulumi.

- `enums`: the enums in both dialects
- `traits`, `field_types`, `json_schema`, `rules`, `tagged_union`: what the models are built from
- `scoping`, `auth`, `llm_configs`, `endpoint_configs`, `integration`, `ai_integration`, `space_default`: the models
- `provider_options`: the arguments that only this provider knows
- `fields`, `resource_types`, `data_sources`, `functions`: the tables that the other layers read
- `descriptions`: what the documentation says of a field
- `traversal`, `dialect`, `secret_fields`: values converted and searched by their models
- `redaction`, `decodings`: texts without secrets
- `validation_messages`: what pydantic's errors mean to a user
"""
