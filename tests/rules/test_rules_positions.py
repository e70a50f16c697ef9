"""Where a picture was taken goes out of it, and nothing else; words on it can ask to keep it."""

import io

import pytest
from PIL import Image

from rules.positions import is_evidence, without_position

GPS, TAKEN, TURNED = 0x8825, 0x0132, 0x0112
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="10,46.6N" drone:GpsLongitude="106.7" '
    b'xmp:Rating="3"/><exif:GPSAltitude>12/1</exif:GPSAltitude></x:xmpmeta>'
)


def picture(kind: str, *, where: bool = True, **more: object) -> bytes:
    exif = Image.Exif()
    exif[TAKEN], exif[TURNED] = "2026:11:16 09:30:00", 6
    if where:
        exif[GPS] = {1: "N", 2: (10.0, 46.0, 36.5), 3: "E", 4: (106.0, 42.0, 3.25), 29: "2026:11:16"}
    out = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(out, kind, exif=exif, **more)
    return out.getvalue()


def told(data: bytes) -> tuple[object, object, dict[int, object]]:
    """When the picture was taken, how it is turned, and where."""
    with Image.open(io.BytesIO(data)) as opened:
        exif = opened.getexif()
        return exif[TAKEN], exif[TURNED], exif.get_ifd(GPS)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_position_goes_and_time_and_turn_and_every_pixel_stay(kind: str):
    before = picture(kind)
    assert told(before)[2]

    after = without_position(before)

    assert told(after) == ("2026:11:16 09:30:00", 6, {})
    assert len(after) == len(before)
    with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(after)) as new:
        assert new.tobytes() == old.tobytes()


def test_no_number_of_the_position_is_left_anywhere():
    before = picture("JPEG")
    degrees = (106).to_bytes(4, "big") + (1).to_bytes(4, "big")
    little = (106).to_bytes(4, "little") + (1).to_bytes(4, "little")
    assert degrees in before or little in before

    after = without_position(before)

    assert degrees not in after
    assert little not in after


def test_position_in_the_packet_of_an_editor_is_blanked():
    after = without_position(picture("JPEG", where=False, xmp=XMP))

    assert not any(one in after for one in (b"10,46.6N", b"106.7", b"12/1"))
    assert b'xmp:Rating="3"' in after


def test_position_in_a_png_leaves_its_checksums_right():
    Image.open(io.BytesIO(without_position(picture("PNG")))).verify()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_without_position_stays_the_very_same(kind: str):
    before = picture(kind, where=False)
    assert without_position(before) == before


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_picture_that_is_cut_off_is_no_danger(cut: int):
    before = picture("JPEG")[:cut]
    assert len(without_position(before)) == len(before)


@pytest.mark.parametrize(
    "hostile",
    [b"II*\0\x08\0\0\0" * 300_000, b"<x:xmpmeta" * 200_000, b"<x:xmpmeta>" + b":GPSa" * 400_000 + b"</x:xmpmeta>"],
    ids=["headers", "packets", "names"],
)
def test_file_made_to_be_slow_is_not(hostile: bytes):
    """It would take hours, were it not bounded."""
    assert len(without_position(hostile)) == len(hostile)


@pytest.mark.parametrize("words", ["Bằng chứng vết nứt", "ảnh gốc, xin giữ", "CHUNG CU", "Original photo"])
def test_words_that_ask_to_keep_the_picture_whole(words: str):
    assert is_evidence(words)


@pytest.mark.parametrize("words", ["", "Ảnh hiện trường", "Chứng nhận của trường", "hậu chung cuối"])
def test_other_words_do_not(words: str):
    assert not is_evidence(words)
