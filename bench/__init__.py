"""Benchmarks: real requests to the real server on PostgreSQL, as ratios to a floor view in the same run."""
