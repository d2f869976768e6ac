"""Bodies of requests and answers: bounded whatever is sent, packed by gzip.

A small body that unpacks to a huge one is stopped at the bound, before the memory is taken.
"""

import asyncio
import gzip
import zlib
from typing import Final

from starlette.requests import Request

from mairie_quartier.domain.json_reading import MalformedMessage
from mairie_quartier.domain.protocol import MAX_BODY
from mairie_quartier.errors import UserMistake

RECEIVE_S: Final = 60
GZIP_WINDOW: Final = 31
WORTH_PACKING: Final = 1024


class BodyTooLarge(UserMistake):
    """The body, packed or not, is larger than any message."""


async def receive(request: Request) -> bytes:
    """Give the body as it came, bounded in size and time.

    Raises:
        BodyTooLarge, TimeoutError
    """
    told = request.headers.get("content-length", "")
    if told.isdecimal() and len(told) < 20 and int(told) > MAX_BODY:
        raise BodyTooLarge
    chunks: list[bytes] = []
    size = 0
    async with asyncio.timeout(RECEIVE_S):
        async for chunk in request.stream():
            size += len(chunk)
            if size > MAX_BODY:
                raise BodyTooLarge
            chunks.append(chunk)
    return b"".join(chunks)


def unpack(body: bytes, encoding: str) -> bytes:
    """Give the message of a body.

    Raises:
        BodyTooLarge, MalformedMessage
    """
    if encoding in ("", "identity"):
        return body
    if encoding != "gzip":
        raise MalformedMessage("content-encoding")
    stream = zlib.decompressobj(GZIP_WINDOW)
    try:
        message = stream.decompress(body, MAX_BODY + 1)
    except zlib.error as error:
        raise MalformedMessage("content-encoding") from error
    if len(message) > MAX_BODY:
        raise BodyTooLarge
    if not stream.eof or stream.unused_data:
        raise MalformedMessage("content-encoding")
    return message


def pack(message: bytes, accepted: str) -> tuple[bytes, dict[str, str]]:
    """Give the body of an answer and its headers."""
    if "gzip" not in accepted or len(message) < WORTH_PACKING:
        return message, {}
    # The quickest level: on a city's network the machine is the bound, not the wire.
    return gzip.compress(message, compresslevel=1, mtime=0), {"content-encoding": "gzip"}
