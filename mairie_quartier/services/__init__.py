"""One function per thing a clerk does; each checks the right and opens the unit of work."""
