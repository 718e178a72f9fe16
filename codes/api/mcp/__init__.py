"""The MCP endpoint for language models and agents: stateless, read-only, one POST a message."""
