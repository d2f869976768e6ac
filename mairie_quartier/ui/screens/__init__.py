"""One folder a screen: a passive view, a presenter free of Qt."""
