"""Giving a PC its place in the city: the form and the words of the assistant and of the desk."""
