"""Measurements of what the design promises, printed side by side; `make bench` runs them."""
