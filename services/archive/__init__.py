"""Everything that was ever fetched, and what it cost; the only package that sees SQLAlchemy."""
