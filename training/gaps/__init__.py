"""The scorer of lost dashes: its network, its training, and how precise its scores are."""
