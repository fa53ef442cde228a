"""Taking over an account: `arize-export` reads it and writes the Pulumi program that declares it as it is.

- `reading`: what the account holds, each integration once, in each of its forms
- `forms`, `taking`: which form a program declares, what it says, and which secrets it needs
- `naming`: names that a person would choose, each once
- `source`: Python, laid out as formatters lay it out
- `places`: organizations and spaces, each looked up once
- `declaring`, `modules`, `program`: declarations, the modules that hold them, and all of it
- `project`: the files around the program
- `folder`: the effects: files that are written
- `cli`: the command
"""
