"""The table beside the chart, and what the reader chooses for it."""
