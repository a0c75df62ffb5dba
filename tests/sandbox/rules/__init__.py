"""Tests of the rules that the local Slack judges by."""
