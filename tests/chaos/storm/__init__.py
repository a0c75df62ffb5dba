"""Days of a company in a few minutes of the worst weather, and whether people then have in Slack what they ought to."""
