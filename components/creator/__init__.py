"""What the page about one creator shows, one component a file."""
