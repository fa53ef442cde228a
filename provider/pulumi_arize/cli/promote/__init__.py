"""`arize-promote`: what differs between environments, and what a promotion would change.

- `pulumi_cli`: what the `pulumi` command returns of a stack
- `environment`: an environment as the program declares it, as it is deployed, and as the server has it
- `redaction`: secrets as fingerprints, and then as labels
- `collect`: reads environments; no secret leaves it
- `comparison`: the status of each integration in each environment; pure
- `report`: a table; `build_report` builds it of a comparison
- `render_terminal`, `render_html`, `render_markdown`: the table as text
- `render_json`: the comparison as JSON
- `cli`: the commands
"""
