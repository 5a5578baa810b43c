"""What the services' ports are filled with; no adapter knows another."""
