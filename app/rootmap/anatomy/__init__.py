"""What is known: roots, muscles, reflexes, tests, nerves, sources. Typed and read-only."""
