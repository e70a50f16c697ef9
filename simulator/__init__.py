"""A Telegram of our own on this machine, for tests, benchmarks and the demo; docs/simulator.md is its contract.

It imports nothing of the service, which reaches it over HTTP only. Tests may start one in their process:
`from simulator.server import serve`.
"""
