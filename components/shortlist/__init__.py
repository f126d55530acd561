"""The list of creators on the page: pasted, uploaded, edited, kept."""
