"""The command ``exchange-errors``: the one place of the engine that reads files and prints."""
