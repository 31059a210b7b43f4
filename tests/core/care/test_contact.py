"""The key under which a suppressed address is remembered."""

import pytest

from maildesk.core.care.contact import address_key

SECRET = b"k" * 32


@pytest.mark.parametrize(
    "spelling", ["Anna@Buyer.example", " anna@buyer.example ", "anna+shop@buyer.example", "ANNA+x@BUYER.EXAMPLE"]
)
def test_all_spellings_of_one_mailbox_have_one_key(spelling):
    assert address_key(spelling, SECRET) == address_key("anna@buyer.example", SECRET)


def test_the_key_says_nothing_without_the_secret():
    assert address_key("anna@buyer.example", SECRET) != address_key("anna@buyer.example", b"other" * 8)
    assert "anna" not in address_key("anna@buyer.example", SECRET)


def test_no_address_has_no_key():
    with pytest.raises(ValueError, match="not an address"):
        address_key("anna", SECRET)
