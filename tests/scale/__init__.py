"""Three replicas behind nginx over one PostgreSQL, with real parts on one machine."""
