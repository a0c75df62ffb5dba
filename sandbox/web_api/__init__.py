"""Slack's Web API under `/api/`: one file for each family of methods, and the endpoint they share."""
