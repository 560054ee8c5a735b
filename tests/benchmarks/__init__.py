"""Measurements, run by hand: `python -m tests.benchmarks.public_sets`, `... .speed`."""
