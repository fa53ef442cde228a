"""Tests of the models, against the generated models of the official package."""
