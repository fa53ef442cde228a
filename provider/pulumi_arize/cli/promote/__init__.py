"""The command `arize-promote`: what differs between environments, and what a promotion would change.

- `engine`: what the `pulumi` command says of a stack
- `views`: an environment as it is declared, as it is deployed, and as the server has it
- `reading`: reads one; no key leaves that module, and with `concealed` nothing that a program has marked as secret
- `labels`: a letter for each secret, the same for the same
- `comparison`: how each integration stands in each environment: pure
- `sheet`: what a table shows; `differences` and `plan` fill one; `table`, `page` and `markdown` show it
- `record`: a comparison for machines
- `cli`: the commands
"""
