"""A Telegram and a Zalo of our own, for tests, benchmarks and the demo; docs/simulator.md is the contract.

It imports nothing of the service, which reaches it over HTTP only. Tests may start one in their process:
`from simulator.server import serve`.
"""
