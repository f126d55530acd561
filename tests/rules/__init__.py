"""What each rule of the growth metrics holds, measured on accounts whose truth is known."""
