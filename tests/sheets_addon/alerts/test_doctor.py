"""What ``planerka doctor`` says of the mail server; it sends nothing."""

from pathlib import Path

import pytest

from sheets_addon.doctor import findings
from sheets_addon.doctor_mail import mail
from sheets_addon.settings import Settings
from tests.sheets_addon.alerts.conftest import with_mail
from tests.sheets_addon.alerts.servers import PASSWORD, Mailbox, certificate, free_port, mail_server


def test_no_mail_server_is_nothing_to_mend(tmp_path: Path) -> None:
    assert mail(Settings(home=tmp_path)) is None


def test_a_server_that_answers(tmp_path: Path, box: Mailbox) -> None:
    found = mail(with_mail(Settings(home=tmp_path), box.port))
    assert found and found.fine and found.message("ru") == "Почтовый сервер 127.0.0.1 отвечает и принимает вход."
    assert not box.letters


def test_a_server_that_does_not(tmp_path: Path) -> None:
    found = mail(with_mail(Settings(home=tmp_path), free_port()))
    assert found and not found.fine and "соединение отвергнуто" in found.message("ru")
    assert "the connection was refused" in found.message("en")


def test_a_wrong_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, path = certificate(tmp_path, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with mail_server(context, starttls=True, auth=True) as box:
        for password, fine in (("p%40ss%3A%2F%25", True), ("wr0ng", False)):
            url = f"smtp://bot%40firma.ru:{password}@127.0.0.1:{box.port}"
            monkeypatch.setattr("sheets_addon.alerts.smtp_url.is_here", lambda _: False)
            found = mail(Settings(home=tmp_path, smtp_url=url))
            assert found and found.fine is fine
            assert PASSWORD not in found.message("ru") and "wr0ng" not in found.message("ru")


def test_settings_that_do_not_fit(tmp_path: Path) -> None:
    found = mail(Settings(home=tmp_path, smtp_url="mail.firma.ru"))
    assert found and not found.fine and "PLANERKA_SMTP_URL" in found.message("ru")


def test_the_doctor_asks(tmp_path: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets_addon.doctor.CHECKS", ())
    monkeypatch.setattr("sheets_addon.doctor_google.CHECKS", ())
    found = list(findings(with_mail(Settings(home=tmp_path), box.port)))
    assert [one.fine for one in found] == [True]
