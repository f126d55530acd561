"""What is on screen, taken away: files and the link."""
