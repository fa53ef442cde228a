"""Taking over an account: `arize-export` reads it and writes the Pulumi program that declares it as it is.

- `read_account`: what the account holds, each integration once, in each of its forms
- `form_coverage`, `adoption_plan`: which form a program declares, what it says, and which secrets it needs
- `identifiers`: names that a person would choose, each once
- `python_source`: Python, laid out as formatters lay it out
- `scope_targets`: organizations and spaces, each looked up once
- `declarations`, `module_layout`, `program`: declarations, the modules that hold them, and all of it
- `project_files`: the files around the program
- `write_files`: the effects: files that are written
- `cli`: the command
"""
