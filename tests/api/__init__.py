"""Tests of the API layer: real HTTP, against the emulator where it can answer so, else a server of a few lines."""
