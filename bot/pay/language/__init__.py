"""Reading questions about pay in plain words: tokens, then amounts with units, then a calculation."""
