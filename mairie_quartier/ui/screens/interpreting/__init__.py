"""Interpreters to find, and how each need ended."""

from mairie_quartier.ui.screens.interpreting.view import InterpretingScreen

__all__ = ["InterpretingScreen"]
