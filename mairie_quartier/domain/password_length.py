"""How long a password must be, and may be.

Apart from ``passwords``, so that a field for a password need not load the whole rule.
Source: CNIL, délibération 2022-100 (80 bits).
"""

LENGTH_WITH_FOUR_CLASSES = 12
LENGTH_WITH_THREE_CLASSES = 14
PASSPHRASE_WORDS = 7
LONGEST = 256
