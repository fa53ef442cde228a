"""Tests of the lifecycle: declarations of every kind against a real, emulated account over HTTP."""
