"""Two desks of one office on one screen, over a real centre: ``make two-desks OUT=dir``."""
