"""Names by their shape: capitals, titles, initials, and the words around them."""
