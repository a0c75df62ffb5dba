"""Deliveries, in every trouble."""
