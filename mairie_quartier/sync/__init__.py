"""The desk's half of the synchronisation: what to send, what to fetch, when, over what."""
