"""The app under many visitors for a long time: what it uses, what it keeps and what it pays."""
