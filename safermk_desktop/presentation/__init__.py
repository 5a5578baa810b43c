"""The windows: Qt over the services, and nothing of the adapters."""
