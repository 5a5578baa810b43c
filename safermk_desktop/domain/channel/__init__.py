"""The work of a Channel panel and of the Prevent partnership (domain 5 and 6): its records and its pure functions."""
