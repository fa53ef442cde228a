"""Tests of the embedded engine: real processes, real gRPC, a program and a provider of their own."""
