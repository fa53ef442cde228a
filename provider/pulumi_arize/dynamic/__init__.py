"""The front end on `pulumi.dynamic`: resources that a Python program declares, and the provider behind them.

A program's process loads `resource` and what is generated, and nothing of the models or of HTTP; the provider's process
loads the rest when it unpickles the provider.
"""
