"""What an integration is: the facts of the API, each in one place, and nothing of HTTP or Pulumi.

- `terms`: the enumerations in their two spellings
- `base`, `types`, `rules`, `union`: what the models are built from
- `scoping`, `auth`, `llm`, `hosted`, `integration`, `ai_integration`: the models
- `fields`, `kinds`: the tables that the other layers read
"""
