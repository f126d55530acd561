"""The picture before a room, scene by scene, or alone in a frame of another page."""
