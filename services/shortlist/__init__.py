"""Pasted text into creators: ids, names, prices, and the reasons for what was refused."""
