"""What a person sees: one component a file, named after the thing on screen."""
