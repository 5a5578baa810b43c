"""The vault: keys, connection, schema, repositories. The only package that speaks SQL."""
