"""The statutory processes as data, one module per edition of the rules."""
