"""Letters and reports: Word documents built from templates."""
