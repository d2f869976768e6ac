"""Telephone numbers as a French office writes them.

A number is kept if it could exist; which ranges are in service is not our business.
Source: ITU E.164 and the French numbering plan, by ``phonenumbers``.
"""

import phonenumbers

HOME = "FR"
HOME_DIGITS = 9


def tidy_phone(typed: str) -> str | None:
    """Write a number as 06 12 34 56 78, a foreign one with +; None if it is no number."""
    try:
        number = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or number.extension:
        return None
    if number.country_code == phonenumbers.country_code_for_region(HOME):
        if len(str(number.national_number)) != HOME_DIGITS:
            return None
        style = phonenumbers.PhoneNumberFormat.NATIONAL
    else:
        style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, style))
