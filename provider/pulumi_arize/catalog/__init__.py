"""A catalogue of integrations, declared once, and what differs in each environment.

- `environment`: what a program says of one environment
- `resolve`: what an environment declares: pure, on arguments that may hold Outputs
- `validation`: every mistake in a catalogue, over all its environments; it alone loads the models
- `component`: the component resource; `dynamic` and `native`: the same for each front end
"""
