"""The desk's own controls: small, named for assistive technology, usable by keyboard."""
