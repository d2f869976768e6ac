"""Work off the main thread: lanes and type-ahead queries. Knows nothing of Qt."""
