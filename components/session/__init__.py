"""What one visit remembers, and its address bar."""
