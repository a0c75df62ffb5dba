"""The page of the local Slack: what the browser shows is asked for here, what people do there goes to the control
address. It knows no more of the apps than Slack does."""
