"""What an integration is: the facts of the API, each in one place, and nothing of HTTP or Pulumi.

- `enums`: the enumerations in their two spellings
- `traits`, `field_types`, `json_schema`, `rules`, `tagged_union`: what the models are built from
- `scoping`, `auth`, `llm_configs`, `endpoint_configs`, `integration`, `ai_integration`, `space_default`: the models
- `provider_options`: what a program says to this provider alone; `data_sources`: organizations and spaces
- `fields`, `resource_types`: the tables that the other layers read
"""
