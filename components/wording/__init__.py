"""Every sentence that a person reads, in the reader's language; it draws nothing."""
