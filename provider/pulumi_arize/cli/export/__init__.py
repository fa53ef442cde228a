"""`arize-export`: read an account and write the Pulumi program that adopts its integrations unchanged.

- `read_account`: each integration once, in the form of each resource type that returns it
- `adoption_plan`: the resource type, inputs and secrets with which a program declares an integration
- `python_source`: expressions and variable names as Python source
- `declarations`: a lookup for each organization and space, a declaration for each integration
- `program`: the modules of the program
- `project_files`: these and the files around them, written to a folder
- `cli`: the command
"""
