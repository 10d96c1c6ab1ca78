"""Who may do what at every address: the expected answers are worked out from docs/permissions.md,
which a test compares with the table in the code, and the daemon is asked."""
