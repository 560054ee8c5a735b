"""How well questions are answered, measured on the golden questions."""
