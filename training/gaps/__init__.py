"""The judge of lost dashes, and the sieve that tells where to ask it."""
