"""The household on screen: people, one's own profile, mailboxes, the shop, promises, texts, sending, what was set aside or learnt."""
