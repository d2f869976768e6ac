"""Intake: a visitor arrives, the agent records what they need, the papers come out."""

from mairie_quartier.ui.screens.intake.view import IntakeScreen

__all__ = ["IntakeScreen"]
