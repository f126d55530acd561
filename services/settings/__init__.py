"""What the owner set: read, checked, and the passcode tried."""
