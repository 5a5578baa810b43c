"""How near two sentences are in meaning: a network of English sentences that travels with the application."""
