"""What a user may do: one function per intention, one transaction, one audit entry."""
