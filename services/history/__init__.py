"""The followers of creators: who holds them, what more costs, and how they are fetched."""
