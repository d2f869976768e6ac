"""Tables: Qt's models over read models, loaded page by page."""
