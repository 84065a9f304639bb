"""The settings of a benchmark for a server whose database `bench_bare` has opened."""

from bench.settings import *  # noqa: F403 - the same, and what follows

BARE = True
