"""The code of a program's process: argument classes, base classes of resources, resource options, lookups."""
