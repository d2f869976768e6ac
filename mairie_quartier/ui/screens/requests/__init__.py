"""Requests: one request's page, and the preview of papers."""
