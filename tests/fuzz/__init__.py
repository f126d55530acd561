"""Inputs that nobody meant, each made from a seed: all give a value or a sentence."""
