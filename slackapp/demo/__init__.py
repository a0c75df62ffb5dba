"""The product without a Slack of one's own: the only place that knows both the app and the local Slack."""
