"""Keep Python 3.11 alive under PySide 6.12, whose wheels count on immortal singletons.

The wheels are built so that each Qt call without a result, or answering yes or no, returns
``None``, ``True`` or ``False`` without counting a reference: right from Python 3.12 on, where
they are immortal (PEP 683).  On 3.11 each such call takes one reference away, and after some
thousand the program ends with "deallocating None".  There, give them more references than any
working day can take.  Must be called once before the first widget.
"""

import ctypes
import sys

ENOUGH = 1 << 40
_COUNTED = sys.version_info < (3, 12)


def hold_singletons() -> None:
    """Make the singletons as good as immortal; nothing to do from Python 3.12 on."""
    if not _COUNTED:
        return
    for each in (None, True, False, NotImplemented, Ellipsis):
        if sys.getrefcount(each) < ENOUGH // 2:
            # CPython: an object's address is its id, and its count comes first.
            ctypes.c_ssize_t.from_address(id(each)).value += ENOUGH
