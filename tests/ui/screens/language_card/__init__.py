"""Tests of the language card."""
