"""The growth metrics: pure functions of the tidy daily frame (design section 2)."""
