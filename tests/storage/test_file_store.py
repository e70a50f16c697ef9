"""The store of files: whole or not there, the same content once, no programs, nothing too big."""

import hashlib
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.files import Dangerous, FileStore, TooBig, dangerous_name, refuse_dangerous, sniff

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
MOST = 1000


async def chunks(*parts: bytes, breaks: bool = False) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    if breaks:
        raise ConnectionError("cut off")


def kept_files(root: Path) -> list[Path]:
    found = [*root.glob("files/??/??/*"), *root.glob("files/incoming-*")]
    return sorted(path for path in found if path.is_file())


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


async def test_file_is_kept_under_the_hash_of_its_content(store: FileStore, tmp_path: Path):
    kept = await store.keep(chunks(PNG[:5], PNG[5:]), name="ảnh.png", most=MOST)

    assert (kept.sha256, kept.size, kept.mime) == (hashlib.sha256(PNG).hexdigest(), len(PNG), "image/png")
    path = store.path(kept.sha256)
    assert b"".join(store.read(kept.sha256)) == PNG
    assert path == tmp_path / "files" / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256


async def test_same_picture_is_kept_once_whatever_it_is_called(store: FileStore, tmp_path: Path):
    first = await store.keep(chunks(PNG), name="a.png", most=MOST)
    second = await store.keep(chunks(PNG), name="b.jpg", most=MOST)

    assert first == second
    assert len(kept_files(tmp_path)) == 1


async def test_file_that_is_too_big_leaves_nothing_behind(store: FileStore, tmp_path: Path):
    await store.keep(chunks(b"a" * MOST), most=MOST)
    with pytest.raises(TooBig):
        await store.keep(chunks(b"a" * MOST, b"b"), most=MOST)
    assert len(kept_files(tmp_path)) == 1


async def test_file_that_stops_in_the_middle_leaves_nothing_behind(store: FileStore, tmp_path: Path):
    with pytest.raises(ConnectionError):
        await store.keep(chunks(PNG, breaks=True), most=MOST)
    assert kept_files(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\0", "ảnh.jpg"),
        (b"\x7fELF\x02", "đơn.pdf"),
        (b"#!/bin/sh\n", ""),
        (PNG, "ảnh.png.exe"),
        (PNG, "ẢNH.EXE"),
        (PNG, "ảnh.exe. . "),
        (PNG, "ảnh.apk"),
        (b"PK\x03\x04\x14\0\0\0AndroidManifest.xml", "ảnh.zip"),
        (b"PK\x03\x04\x14\0\0\0META-INF/MANIFEST.MF", "x"),
    ],
)
async def test_program_is_refused_whatever_it_is_called(store: FileStore, tmp_path: Path, content: bytes, name: str):
    with pytest.raises(Dangerous):
        await store.keep(chunks(content), name=name, most=MOST)
    assert kept_files(tmp_path) == []


async def test_program_is_recognised_in_small_pieces(store: FileStore):
    with pytest.raises(Dangerous):
        await store.keep(chunks(b"M", b"Z", b"\x90"), most=MOST)


@pytest.mark.parametrize("name", ["Báo cáo.docx", "ảnh.jpg", "exe", "", ".", "tệp không đuôi", "executive.pdf"])
def test_ordinary_name_is_no_danger(name: str):
    assert not dangerous_name(name)
    refuse_dangerous(b"%PDF-1.7", name)


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (PNG, "image/png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (b"\0\0\0\x18ftypqt  ", "video/quicktime"),
        (b"OggS\0", "audio/ogg"),
        (b"%PDF-1.7", "application/pdf"),
        (
            b"PK\x03\x04\x14\0word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"PK\x03\x04\x14\0xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04\x14\0anh.jpg", "application/zip"),
        ("Kính gửi".encode(), ""),
        (b"", ""),
    ],
)
def test_type_is_what_the_content_says(head: bytes, mime: str):
    assert sniff(head) == mime


async def test_what_a_killed_process_left_half_written_is_swept_away(store: FileStore, tmp_path: Path):
    kept = await store.keep(chunks(PNG), most=MOST)
    abandoned, under_way = tmp_path / "files" / "incoming-old", tmp_path / "files" / "incoming-new"
    for path in (abandoned, under_way):
        path.write_bytes(b"half")
    long_ago = time.time() - 24 * 3600
    os.utime(abandoned, (long_ago, long_ago))

    store.sweep()

    assert kept_files(tmp_path) == sorted([under_way, store.path(kept.sha256)])
