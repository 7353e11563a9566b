"""The reader: an article in, its record out. ``reader.Reader`` is the whole; each other module is one layer of it."""
