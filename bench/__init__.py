"""Measures: figures beside their references, on one machine and in one run. Nothing of the product imports it."""
