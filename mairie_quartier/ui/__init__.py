"""The desk's window: Qt Widgets, passive screens, presenters without Qt."""
