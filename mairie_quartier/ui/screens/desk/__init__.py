"""The first screen: today's visits, drafts, what is due, counters."""
