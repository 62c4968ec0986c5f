"""What the reader can do in the reading room, a subject a file; the reading screen is made of them."""
