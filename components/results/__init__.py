"""One comparison on the page, from the source line to the outlook."""
