"""A catalogue: integrations that are declared once, with the differences of each environment.

- `environment`: the classes for one environment
- `resolve`: the resources of an environment: pure functions on arguments that may hold Outputs
- `validation`: the check of a catalogue in all its environments; only this module loads the models
- `component`: the component resource; `dynamic` and `native`: the class of each front end
"""
