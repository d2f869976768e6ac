"""The encrypted store of one desk: the only layer of the desk that speaks SQL."""
