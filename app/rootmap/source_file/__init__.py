"""Files people write by hand: YAML with line numbers, and every fault as one line with its place and its remedy."""
