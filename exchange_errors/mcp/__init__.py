"""The Model Context Protocol: its messages and the tools behind them, which the site and the command line both wrap."""
