"""The picture: controls, figure and their colours."""
