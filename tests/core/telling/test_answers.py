"""An answer is taken, tried again, or given up; chats say it inside a 200."""

from datetime import timedelta

import pytest

from maildesk.core.telling.answers import BACKOFF, Outcome, next_try, verdict
from maildesk.core.telling.shapes import Shape


@pytest.mark.parametrize(
    ("shape", "status", "body", "outcome"),
    [
        ("generic", 200, b"", Outcome.TAKEN),
        ("generic", 204, b"", Outcome.TAKEN),
        ("generic", 302, b"", Outcome.REFUSED),
        ("generic", 404, b"no such", Outcome.REFUSED),
        ("generic", 410, b"", Outcome.REFUSED),
        ("generic", 408, b"", Outcome.AGAIN),
        ("generic", 429, b"", Outcome.AGAIN),
        ("generic", 500, b"", Outcome.AGAIN),
        ("generic", 503, b"", Outcome.AGAIN),
        ("slack", 200, b"ok", Outcome.TAKEN),
        ("slack", 400, b"invalid_payload", Outcome.REFUSED),
        ("slack", 403, b"action_prohibited", Outcome.REFUSED),
        ("slack", 404, b"no_service", Outcome.REFUSED),
        ("slack", 410, b"channel_is_archived", Outcome.REFUSED),
        ("slack", 500, b"rollup_error", Outcome.AGAIN),
        ("wecom", 200, b'{"errcode":0,"errmsg":"ok"}', Outcome.TAKEN),
        ("wecom", 200, b'{"errcode":93000,"errmsg":"invalid webhook url"}', Outcome.REFUSED),
        ("wecom", 200, b'{"errcode":45009,"errmsg":"api freq out of limit"}', Outcome.AGAIN),
        ("wecom", 200, b"<html>a captive portal</html>", Outcome.REFUSED),
        ("dingtalk", 200, b'{"errcode":310000,"errmsg":"sign not match"}', Outcome.REFUSED),
        ("dingtalk", 200, b'{"errcode":130101,"errmsg":"send too fast"}', Outcome.AGAIN),
        ("dingtalk", 200, b'{"errcode":410100,"errmsg":"send too fast"}', Outcome.AGAIN),
        ("dingtalk", 200, b'{"errcode":400102,"errmsg":"robot is stopped"}', Outcome.REFUSED),
        ("dingtalk", 200, b'{"errcode":0,"errmsg":"ok"}', Outcome.TAKEN),
        ("feishu", 200, b'{"code":0,"msg":"success"}', Outcome.TAKEN),
        ("feishu", 200, b'{"StatusCode":0,"StatusMessage":"success"}', Outcome.TAKEN),
        ("feishu", 200, b'{"code":19021,"msg":"sign match fail"}', Outcome.REFUSED),
        ("feishu", 200, b'{"code":11232,"msg":"frequency limited"}', Outcome.AGAIN),
        (
            "feishu",
            200,
            b'{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}',
            Outcome.TAKEN,
        ),
        ("feishu", 200, b'{"code":19024,"msg":"Key Words Not Found"}', Outcome.REFUSED),
        ("feishu", 200, b'{"code":9499,"msg":"too many request"}', Outcome.AGAIN),
        ("feishu", 200, b"[" * 5_000, Outcome.REFUSED),
        ("feishu", 200, b'["code"]', Outcome.REFUSED),
    ],
)
def test_what_an_answer_means(shape, status, body, outcome):
    assert verdict(Shape(shape), status, body).outcome is outcome


def test_the_other_sides_words_are_one_short_line():
    said = verdict(Shape.GENERIC, 404, b"no\n such\xff " + b"x" * 5_000).said
    assert said.startswith("404 no such")
    assert len(said) <= 300


@pytest.mark.parametrize(
    ("asked", "seconds"), [("30", 30), ("999999", 0), ("99999", 3600), ("", 0), ("Wed, 21 Oct 2026", 0), ("-5", 0)]
)
def test_an_asked_wait_is_kept_within_reason(asked, seconds):
    assert verdict(Shape.SLACK, 429, b"", asked).wait == timedelta(seconds=seconds)


def test_tries_back_off_and_end():
    waits = [next_try(attempt, timedelta()) for attempt in range(1, len(BACKOFF) + 2)]
    assert waits == [*BACKOFF, None]
    assert next_try(1, timedelta(minutes=3)) == timedelta(minutes=3)
