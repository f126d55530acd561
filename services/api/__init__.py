"""The paid API: how a call travels, what its answers mean, and who may be called when."""
