"""What the local Slack knows: plain data with the few questions it can answer itself. No HTTP, no asyncio."""
