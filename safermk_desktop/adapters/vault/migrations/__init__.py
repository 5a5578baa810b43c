"""How the three databases came to their present shape, one folder each. A released revision is never changed."""
