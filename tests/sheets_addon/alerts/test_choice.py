"""Whom to write to, as typed and as kept."""

import re

import pytest

from sheets_addon.alerts.choice import BAD_ADDRESS, Choice, address, addresses, choice_of, chosen_slots, shown


def test_all_is_off_until_somebody_switches_it_on() -> None:
    assert not choice_of(None).is_on and not choice_of({}).is_on
    assert not choice_of(None).wants("11")


def test_what_is_kept_comes_back() -> None:
    for choice in (Choice(), Choice(("a@firma.ru",), True, False, ("morning", "16")), Choice((), False, True)):
        assert choice_of(choice.as_json()) == choice


def test_addresses_are_typed_in_many_ways() -> None:
    found, wrong = addresses(" head@firma.ru, boss@firma.ru;\n\nhead@firma.ru\tИмя@фирма.рф ")
    assert found == () and wrong and "Имя@фирма.рф" in wrong.ru
    for said in (BAD_ADDRESS.ru, BAD_ADDRESS.en):
        [example] = re.findall(r"\w+@[\w.]+\w", said)
        assert addresses(example)[1] is None, "what is given for an example is taken"
    found, wrong = addresses("head@firma.ru, boss@Firma.RU;\n\nhead@firma.ru\tinfo@фирма.рф")
    assert wrong is None and found == ("head@firma.ru", "boss@firma.ru", "info@xn--80apmps.xn--p1ai")
    assert shown(found[-1]) == "info@фирма.рф"
    assert addresses("") == ((), None)


@pytest.mark.parametrize(
    "typed",
    [
        "head", "@firma.ru", "head@", "head@firma", "a@b@c.ru", "a..b@firma.ru", ".a@firma.ru", "a@-firma.ru",
        "a@firma..ru", "<a@firma.ru>", '"a"@firma.ru', "a@[127.0.0.1]", "a@firma.ru\x00", "a@{0}.ru", "иван@firma.ru",
        "a" * 250 + "@firma.ru", "a@firma.ru%0aBcc",
    ],
)  # fmt: skip
def test_what_is_no_address(typed: str) -> None:
    assert address(typed) is None
    found, wrong = addresses(typed)
    assert not found and wrong and typed[:60] in wrong.to("en")


def test_a_mailing_list_is_not_kept_here() -> None:
    found, wrong = addresses(" ".join(f"a{n}@firma.ru" for n in range(21)))
    assert not found and wrong and "20" in wrong.ru


def test_all_meetings_ticked_is_every_meeting() -> None:
    assert chosen_slots(["16", "morning", "strange"]) == ("morning", "16")
    assert chosen_slots(["evening", "16", "14", "11", "morning"]) is None
    assert chosen_slots([]) == ()
    assert not Choice(agenda=True, slots=()).wants("11") and Choice(agenda=True).wants("11")
