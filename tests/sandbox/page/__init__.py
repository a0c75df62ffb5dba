"""The page of the local Slack, without a browser: its addresses, its headers, its socket."""
