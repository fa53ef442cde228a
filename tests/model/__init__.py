"""Tests of the models: the tables that they give are held against the official package's generated models."""
