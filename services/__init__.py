"""What the app knows: settings, client, history, metrics, the sandbox."""
