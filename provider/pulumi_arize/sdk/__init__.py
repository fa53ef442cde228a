"""What a program's process runs: argument classes, resource options, and the calls of lookups."""
