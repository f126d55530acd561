"""An uploaded file into the text that could have been pasted."""
