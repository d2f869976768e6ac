"""The centre's address: only a secure one, in its usual form."""

from urllib.parse import urlsplit

from mairie_quartier.services.sync_faults import BadAddress


def checked_address(url: str) -> str:
    """Give the address without what follows it, or raise ``BadAddress``."""
    text = url.strip()
    try:
        parts = urlsplit(text)
        port = f":{parts.port}" if parts.port else ""
        (parts.hostname or "").encode("idna")
    except ValueError as error:  # what is no name of a server included (UnicodeError)
        raise BadAddress(url) from error
    plain = "@" in parts.netloc or parts.query or parts.fragment or " " in text
    if parts.scheme != "https" or not parts.hostname or plain:
        raise BadAddress(url)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"https://{host}{port}{parts.path.rstrip('/')}"
