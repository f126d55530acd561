"""One page a file: what stands together on a screen, in which order, and when a call is made."""
