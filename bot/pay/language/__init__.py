"""Pay questions in plain words: tokens, then amounts with units, then a calculation."""
