"""Mairie de quartier: the reception desk of a French neighbourhood town hall."""

__version__ = "0.1.0"
