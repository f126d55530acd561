"""All about a paid call: who may, what it costs, the progress, what failed, the bill."""
