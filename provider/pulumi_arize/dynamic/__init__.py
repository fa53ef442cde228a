"""The front end on `pulumi.dynamic`: resources for Python programs, and their provider.

A program's process loads `resource` and the generated classes, and neither the models nor HTTP; the provider's process
loads the rest when it unpickles the provider.
"""
