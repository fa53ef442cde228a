"""The command `arize-promote`: what differs between environments, and what a promotion would change.

- `pulumi_cli`: what the `pulumi` command says of a stack
- `environment`: an environment as it is declared, as it is deployed, and as the server has it
- `collect`: reads one; no key leaves that module, and with `redaction` nothing that a program has marked as secret
- `secret_labels`: a letter for each secret, the same for the same
- `comparison`: how each integration stands in each environment: pure
- `report`: what a table shows; `diff_report` and `plan_report` fill one; `render_terminal`, `render_html` and
  `render_markdown` show it
- `render_json`: a comparison for machines
- `cli`: the commands
"""
