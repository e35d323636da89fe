"""Files that nobody would send by mistake: whatever is in them, an answer is a page, never an error of ours."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from flask.testing import FlaskClient

from tests.sheets_addon.conftest import CSRF
from tests.sheets_addon.workbooks.xlsx.test_sent import DOCTYPE, LAUGHS

SHORT, LONG = 25, 2_000
ODD: tuple[object, ...] = (
    1e308, -1e308, 10**15, "=1+1",
    "=HYPERLINK(\"x\")", "\u202e", "a" * 32_000, "31.02.2026", "1e999", True, "<b>", "',--",
    "{{7*7}}", "9" * 400, "\ud7ff", "#REF!", -0.0, 45000.123456, "ё" * 200, None,
)  # fmt: skip


def book(draw: random.Random) -> bytes:
    """A small workbook of ours whose cells are anything."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title in draw.sample(["Сделки", "Оплаты", "Счета", "Настройки", "Этапы", "=Сделки", "Метрика дня"], 3):
        sheet = made.create_sheet(title)
        sheet.append(["Клиент", "Менеджер", "Дата", "Создана", "Сумма", "Этап", "Параметр", "Значение"])
        for _ in range(draw.randrange(6)):
            sheet.append([draw.choice(ODD) for _ in range(8)])
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def flipped(draw: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.randrange(1, 30)):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def cut(draw: random.Random, data: bytes) -> bytes:
    return data[: draw.randrange(len(data))] + draw.randbytes(draw.randrange(50))


def parts(draw: random.Random, data: bytes) -> bytes:
    """Some parts gone, spoiled or of another's kind; the archive itself whole."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            inside = old.read(name)
            match draw.randrange(8):
                case 0:
                    continue
                case 1:
                    inside = draw.choice([b"", b"<", b"\0" * 999, DOCTYPE, LAUGHS, b"<a>" * 5000, draw.randbytes(500)])
                case 2:
                    inside = flipped(draw, inside) if inside else inside
                case 3:
                    inside = inside.replace(b'r="A1"', b'r="XFD1048576"').replace(b"<v>0</v>", b"<v>99999999</v>")
            new.writestr(name, inside)
        if not draw.randrange(10):
            new.writestr("xl/media/zeros.bin", bytes(12_000_000))
        if not draw.randrange(10):
            new.writestr("../../escaped.xml", b"<a/>")
    return buffer.getvalue()


def noise(draw: random.Random, _: bytes) -> bytes:
    return draw.choice([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]) + draw.randbytes(draw.randrange(2000))


CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (flipped, cut, parts, parts, noise, lambda _, data: data)


def send_all(head: FlaskClient, seeds: range) -> dict[int, int]:
    """How often each status was the answer."""
    seen: dict[int, int] = {}
    for seed in seeds:
        draw = random.Random(seed)
        data = draw.choice(CHANGES)(draw, book(draw))
        answer = head.post("/upload", data={"csrf": CSRF, "file": (BytesIO(data), f"{seed}.xlsx")})
        seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
        assert answer.status_code in {303, 422}, (seed, answer.text)
        assert "Traceback" not in answer.text
    return seen


def test_no_file_is_an_error_of_ours(head: FlaskClient) -> None:
    seen = send_all(head, range(SHORT))
    assert min(seen.get(303, 0), seen.get(422, 0)) >= SHORT // 8, seen


@pytest.mark.long
def test_none_of_thousands_is(head: FlaskClient) -> None:
    seen = send_all(head, range(1000, 1000 + LONG))
    assert min(seen.get(303, 0), seen.get(422, 0)) >= LONG // 12, seen
