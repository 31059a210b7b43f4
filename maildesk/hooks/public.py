"""Which addresses a webhook may reach: those of the open internet, told by their numbers and never by their names.

In: an IP address. Out: yes or no. An address that hides another one (IPv4 inside IPv6) is judged by both.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

#: Translated addresses carry the IPv4 one in their last 32 bits: NAT64 (RFC 6052), and the old IPv4-compatible form (RFC 4291).
_CARRIES_V4 = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
#: Not open, whatever the registry says: local-use NAT64 (RFC 8215), the wire server of a large cloud (its metadata, a public number),
#: carriers' own space and a cloud's metadata within it (RFC 6598), site-local (RFC 3879).
_NEVER_V4 = (IPv4Network("168.63.129.16/32"), IPv4Network("100.64.0.0/10"), IPv4Network("192.0.0.0/24"))
_NEVER_V6 = (IPv6Network("64:ff9b:1::/48"), IPv6Network("fec0::/10"))


def is_public(text: str) -> bool:
    """Whether a resolved address (`203.0.113.7`, `2001:db8::1`, `fe80::1%eth0`) lies in the open internet."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_open(each) for each in (address, *_hidden(address)))


def _open(address: IPv4Address | IPv6Address) -> bool:
    never = _NEVER_V4 if isinstance(address, IPv4Address) else _NEVER_V6
    closed = (
        address.is_private, address.is_loopback, address.is_link_local, address.is_multicast, address.is_reserved,
        address.is_unspecified,
    )  # fmt: skip
    carries = isinstance(address, IPv6Address) and any(True for _ in _hidden(address))
    # A carried address is judged by itself: of some carriers the registry says "reserved", of others "global".
    return not any(address in network for network in never) and (carries or (address.is_global and not any(closed)))


def _hidden(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to: mapped, 6to4 (RFC 3056), Teredo's client (RFC 4380), translated."""
    if isinstance(address, IPv4Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if any(address in network for network in _CARRIES_V4):
        yield IPv4Address(int(address) & 0xFFFFFFFF)
