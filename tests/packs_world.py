"""Packs made by hand, sound or harmful, and how one is refused."""

import struct
import zlib
from pathlib import Path

import pytest
from tests.cases_world import CASE

from rootmap.cases.pack.install import install_pack
from rootmap.errors import InputError
from rootmap.profile import Profile

NAME = "cases/gardener-hand.yaml"
IMAGE = "images: [{file: hand.png, caption: A hand}]\n"


def png(width: int = 4, height: int = 3, tail: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 15))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"") + tail


def jpeg(width: int = 4, height: int = 3) -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 0)
    return (
        b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0" + struct.pack(">H", 2 + len(frame)) + frame + b"\xff\xda\x00\x02\xff\xd9"
    )


def everything_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def with_image(data: bytes, name: str = "hand.png") -> dict[str, bytes]:
    return {NAME: (CASE + IMAGE.replace("hand.png", name)).encode(), f"images/{name}": data}


def refused(pack: Path, folder: Path) -> str:
    """Return why a pack is refused, having seen that nothing was written and that it took one line."""
    home = folder / "home"
    before = everything_below(folder)
    with pytest.raises(InputError) as caught:
        install_pack(pack, Profile(home))
    assert everything_below(folder) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)
