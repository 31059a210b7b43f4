"""What failed stands aside and can be put back on the road."""

from maildesk.db import tables as t
from maildesk.flow.mail import ledger, setting_aside
from maildesk.flow.mail import road as rooms


def test_a_mail_set_aside_can_be_put_back_and_walks_on(desk, monkeypatch):
    unhurt = rooms.arrive.likeness_of
    monkeypatch.setattr(rooms.arrive, "likeness_of", lambda *_: 1 // 0)
    mail = desk.mail("Where is my parcel?")
    assert mail.state == "set_aside"
    monkeypatch.setattr(rooms.arrive, "likeness_of", unhurt)
    (aside,) = desk.all(t.SetAside)
    with desk.store.writing() as session:
        setting_aside.put_back(session, aside.id, desk.road.zone, desk.now)
    desk.road.run(desk.store, desk.now)
    assert desk.all(t.Message)[0].state == "placed"
    with desk.store.reading() as session:
        assert setting_aside.waiting(session) == []
        assert ledger.unbalanced(session) == []
