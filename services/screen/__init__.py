"""One state of the page as a value, and the link that carries it."""
