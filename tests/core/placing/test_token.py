"""Reply tokens: ours are read back, everybody else's are nothing."""

import pytest

from maildesk.core.placing import token

SECRET = b"a secret of the desk"


@pytest.mark.parametrize("conversation_id", [0, 1, 35, 36, 1_000_000_007])
def test_a_token_is_read_back(conversation_id):
    assert token.read(token.make(conversation_id, SECRET), SECRET) == conversation_id


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "1",
        "1-",
        "1-aaaaaaaaaaaaaaaa",
        token.make(1, b"another secret"),
        "2" + token.make(1, SECRET)[1:],
        "é-ü",
        "9" * 500,
    ],
)
def test_a_forged_or_broken_token_is_nobody_s(forged):
    assert token.read(forged, SECRET) is None


def test_a_token_survives_a_server_that_changes_case():
    assert token.read(token.make(77, SECRET).upper(), SECRET) == 77


def test_our_message_id_carries_the_token():
    message_id = token.message_id_for(77, "u4f", "shop.example", SECRET)
    assert message_id.startswith("maildesk.")
    assert message_id.endswith(".u4f@shop.example")
    assert token.conversation_of_message_id(message_id, SECRET) == 77
    assert token.conversation_of_message_id(f"<{message_id}>", SECRET) == 77


def test_our_plus_address_carries_the_token():
    address = token.plus_address("support@shop.example", 77, SECRET)
    assert address.startswith("support+c.")
    assert token.conversation_of_address(address, SECRET) == 77
    assert token.conversation_of_address("support@shop.example", SECRET) is None


def test_the_nearest_ancestor_with_a_good_signature_counts():
    good, older = (token.message_id_for(n, "x", "shop.example", SECRET) for n in (7, 8))
    forged = token.message_id_for(9, "x", "shop.example", b"other")
    assert token.conversation_named([forged, good, older], ["support@shop.example"], SECRET) == 7
    assert token.conversation_named(["x@y"], [token.plus_address("s@shop.example", 5, SECRET)], SECRET) == 5
    assert token.conversation_named([], [], SECRET) is None


def test_a_negative_id_is_refused():
    with pytest.raises(ValueError, match="from 0"):
        token.make(-1, SECRET)
