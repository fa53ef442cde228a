"""What an integration is: the facts of the API, each in one place, and nothing of HTTP or Pulumi.

- `terms`: the enumerations in their two spellings
- `base`, `types`, `json_schema`, `rules`, `union`: what the models are built from
- `scoping`, `auth`, `llm`, `hosted`, `integration`, `ai_integration`, `space_default`: the models
- `options`: what a program says to this provider alone; `neighbours`: organizations and spaces
- `fields`, `kinds`: the tables that the other layers read
"""
