"""What work pays: calculators over untrusted numbers, in Decimal, rounded to cents at the end."""
