"""Whether a port of this machine can be listened on."""

from __future__ import annotations

import errno
import os
import socket

UNKNOWN = "is no address of this machine"
_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def refusal(port: int, host: str = "localhost") -> str | None:
    """Why nothing can listen on ``port`` at ``host``, an address of this machine, in a few words; None where it is free."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        return UNKNOWN
    tried = 0
    for family, kind, protocol, _, address in found:
        try:
            with socket.socket(family, kind, protocol) as probe:
                if os.name == "posix":  # a port whose last server just ended is free; on Windows this would share a busy one
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
                probe.listen(1)
        except PermissionError:
            return "may not be used by this user"
        except OSError as error:
            if error.errno in _NO_SUCH_ADDRESS:
                continue  # localhost names an IPv6 address this machine does not have
            return "is in use"
        tried += 1
    return None if tried else UNKNOWN
