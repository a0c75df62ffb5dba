"""Tests of what the product decides."""
