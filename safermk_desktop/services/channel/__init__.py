"""What a user may do in Prevent and Channel. Nothing here knows a review, and no work on a review knows this."""
