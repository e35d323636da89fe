import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_addon.redaction import MASK, masked, redacted

SECRETS = {
    "a key of ours": ("плохой ключ plk_0a1b2c3d_Zx9-abc_DEF12345 отвергнут", "Zx9-abc_DEF12345"),
    "bearer": ("Authorization: Bearer abc.def-ghi_jkl", "abc.def-ghi_jkl"),
    "basic": ("sent Basic aGVhZDpwYXNz==", "aGVhZDpwYXNz"),
    "web token": ("got eyJhbGciOi.eyJzdWIi.c2ln-x", "eyJzdWIi"),
    "google token": ("ya29.a0AfH6SM-x.y", "a0AfH6SM"),
    "google key": ("?key AIzaSyA1234567890abcdefghij", "SyA1234567890"),
    "private key": ("-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----", "MIIEvQ"),
    "cut off private key": ("-----BEGIN RSA PRIVATE KEY-----\\nMIIEvQ", "MIIEvQ"),
    "kept secret": ("gAAAAABl0123456789abcdefghij==", "0123456789abcdefghij"),
    "hash": ("hash $argon2id$v=19$m=65536$c2FsdA$aGFzaA", "c2FsdA"),
    "database": ("postgresql://head:s3cret@db/planerka", "s3cret"),
    "password in words": ("login failed, password=s3cret!", "s3cret"),
    "password in json": ('{"password": "s3cret"}', "s3cret"),
    "token in a form": ("csrf=ABCDEF123&x=1", "ABCDEF123"),
    "secret key": ("PLANERKA_SECRET_KEY=0123abcd", "0123abcd"),
    "query": ("url: /v4/spreadsheets/1Ab?q=Иванов&alt=json", "Иванов"),
    "whole url": ("https://planerka.example/reports?client=Ромашка", "Ромашка"),
    "e-mail": ("no person anna.belova+x@firm.ru here", "anna.belova"),
    "Russian e-mail": ("почта иван@почта.рф не та", "иван"),
    "phone": ("звонок на +7 (912) 345-67-89 утром", "345-67-89"),
    "phone of eight": ("8 912 345 67 89", "345 67 89"),
    "bare phone": ("телефон 89123456789.", "89123456789"),
    "foreign phone": ("call +44 20 7946 0958", "7946"),
}


@pytest.mark.parametrize(("text", "secret"), SECRETS.values(), ids=SECRETS.keys())
def test_a_shape_is_masked_in_the_midst_of_words(text: str, secret: str) -> None:
    assert secret in text
    for around in (text, f"до {text} после", f"({text})", f"«{text}»"):
        assert secret not in masked(around)
        assert MASK in masked(around)


@pytest.mark.parametrize(
    "name",
    "password PASSWORD new_password token access_token Authorization Cookie Set-Cookie secret_key private_key api_key "
    "apiKey csrf session database_url x-goog-channel-token".split(),
)
def test_a_field_of_that_name_is_masked_at_any_depth(name: str) -> None:
    for value in ("s3cret", ["s3cret"], {"x": "s3cret"}, 53, b"s3cret"):
        found = json.dumps(redacted(None, "", {"event": "x", "deep": [{"er": {name: value}}], name: value}))
        assert "s3cret" not in found and "53" not in found


PLAIN = [
    "2026-03-31T06:00:00.123456Z",
    "2026-03-31 06:00:00",
    "127.0.0.1:8765",
    "/v1/functions/<name>",
    "run 17.3 of workbook 12: 0.345 s, 1234567 bytes",
    "plk_0a1b2c3d",
    "sheets_addon/store/engine.py",
    "0123456789abcdef",
    "the tokens of the session are over",
    "HTTPSConnectionPool(host='sheets.googleapis.com', port=443): Read timed out.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_operations_need_stays(text: str) -> None:
    assert masked(text) == text
    assert redacted(None, "", {"event": text, "key": text, "n": 12345678901}) == {
        "event": text,
        "key": text,
        "n": 12345678901,
    }


def test_of_an_exception_the_program_s_words_stay_and_a_cell_s_go() -> None:
    def said(words: str) -> str:
        return str(redacted(None, "", {"exception": [{"exc_value": words}]})["exception"][0]["exc_value"])

    assert said("could not convert string to float: 'Иванов 12 т.р.'") == "could not convert string to float: '***'"
    assert said("'Anna Belova'") == said("'Anna'") == said("'Анна'") == "'***'"
    assert said('no client "Ромашка"') == 'no client "***"'
    assert said("нет «Ромашки»") == "нет «***»"
    kept = "unsupported operand type(s) for +: 'int' and 'NoneType' of 'deals.amount'"
    assert said(kept) == kept


class Odd:
    def __repr__(self) -> str:
        return "Odd(password='s3cret', mail='a@b.ru')"


def test_what_is_no_plain_value_is_masked_as_its_text() -> None:
    found = redacted(None, "", {"event": Odd(), "set": {Odd()}, "map": {1: Odd()}, "bytes": b"a@b.ru"})
    assert "s3cret" not in repr(found) and "a@b.ru" not in repr(found)
    json.dumps(found)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_any_event_becomes_json_and_masking_again_changes_nothing(value: object) -> None:
    once = redacted(None, "", {"event": "x", "value": value})
    json.dumps(once)
    assert json.dumps(redacted(None, "", once)) == json.dumps(once)


@pytest.mark.parametrize("piece", ["a", "/", "1", "+1", "a.", "'", "@", "password", "://", "8 912 "])
def test_no_text_takes_long(piece: str) -> None:
    began = time.process_time()
    masked(piece * 100_000)
    assert time.process_time() - began < 2
