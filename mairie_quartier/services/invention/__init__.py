"""People, visits and papers that never were, for the demonstration and for measuring.

Everything comes from a seed and from ``resources/demonstration``; nothing is read from a store.
Telephone numbers are only in the ranges that ARCEP reserves for works of fiction.
"""
