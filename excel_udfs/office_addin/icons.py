"""The icons: three bars and a line of plan, drawn at each size, as PNG files without a library."""

import struct
import zlib

SIZES = (16, 32, 64, 80, 128)
_GROUND, _BAR, _PLAN = b"\x1f\x5f\xa8", b"\xff\xff\xff", b"\xe0\x8a\x1e"
_BARS = ((0.16, 0.34, 0.55), (0.41, 0.59, 0.38), (0.66, 0.84, 0.24))
"""Left edge, right edge and top of each, as shares of the size."""
_FLOOR, _LINE, _ROUND = 0.80, (0.44, 0.51), 0.18


def icon(size: int) -> bytes:
    """A square PNG with transparent corners."""
    rows = b"".join(b"\0" + b"".join(_pixel(x, y, size) for x in range(size)) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _pixel(x: int, y: int, size: int) -> bytes:
    across, down = (x + 0.5) / size, (y + 0.5) / size
    if _is_corner(across, down):
        return b"\0\0\0\0"
    if _LINE[0] <= down < _LINE[1] and 0.10 <= across <= 0.90:
        return _PLAN + b"\xff"
    if any(left <= across < right and top <= down < _FLOOR for left, right, top in _BARS):
        return _BAR + b"\xff"
    return _GROUND + b"\xff"


def _is_corner(across: float, down: float) -> bool:
    dx = max(_ROUND - across, across - (1 - _ROUND), 0)
    dy = max(_ROUND - down, down - (1 - _ROUND), 0)
    return dx * dx + dy * dy > _ROUND * _ROUND


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
