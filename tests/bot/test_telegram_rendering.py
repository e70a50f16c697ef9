"""A screen as Telegram shows it: within its limits, nothing of people's words becomes markup, albums, keyboards."""

from typing import Any

import pytest
from aiogram.methods import SendAudio, SendDocument, SendMediaGroup, SendPhoto, SendVideo, SendVoice
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove
from parcels import attachment, parcel

from bot.channels import telegram_rendering as rendering
from bot.channels.splitting import split
from locales import BOLD_OFF, BOLD_ON
from simulator.bot_api.entities import parse_html, utf16
from storage.screens import Button, Screen

BUTTONS = ((Button("Tiếp nhận", "i:1:acknowledge"),),)
SENTENCE = "Sáng nay 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận. "


def plain(html: str) -> str:
    return parse_html(html)[0]


def bold(html: str) -> str:
    """The words that Telegram shows in bold."""
    text, entities = parse_html(html)
    units = text.encode("utf-16-le")
    spans = [(one["offset"], one["offset"] + one["length"]) for one in entities if one["type"] == "bold"]
    return "".join(units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans)


@pytest.mark.parametrize(
    "text",
    ["<b>đậm</b> & <script>", "a < b > c", "&lt;b&gt; &amp;amp;", "</b></b>", '<a href="x">', "1 && 2 <3", "🚨<i>"],
)
def test_words_of_people_stay_literal(text: str):
    assert plain(rendering.to_html(text)) == text
    assert bold(rendering.to_html(text)) == ""


def test_only_our_own_marks_become_bold():
    html = rendering.to_html(f"{BOLD_ON}<Khẩn>{BOLD_OFF} & thường")
    assert html == "<b>&lt;Khẩn&gt;</b> &amp; thường"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"a{BOLD_ON}b", "a<b>b</b>"),
        (f"a{BOLD_OFF}b", "ab"),
        (f"{BOLD_ON}a{BOLD_ON}b{BOLD_OFF}c{BOLD_OFF}", "<b>ab</b>c"),
    ],
)
def test_stray_marks_never_break_a_message(text: str, html: str):
    assert rendering.to_html(text) == html


def test_short_text_is_one_piece():
    assert split(SENTENCE, rendering.TEXT_LIMIT) == [SENTENCE]
    assert split("ạ" * 4096, rendering.TEXT_LIMIT) == ["ạ" * 4096]


def test_long_text_is_cut_where_a_sentence_ends_and_no_word_is_lost():
    text = SENTENCE * 140
    pieces = split(text, rendering.TEXT_LIMIT)
    assert len(pieces) == 3
    assert all(utf16(piece) <= 4096 for piece in pieces)
    assert all(piece.endswith("quận.") for piece in pieces[:-1])
    assert " ".join(pieces).split() == text.split()


def test_paragraph_is_a_better_place_than_a_sentence():
    text = SENTENCE * 40 + "\n\n" + SENTENCE * 40
    first, second = split(text, rendering.TEXT_LIMIT)
    assert first == (SENTENCE * 40).strip()
    assert second == SENTENCE * 40


def test_emoji_count_twice_and_are_never_torn():
    pieces = split("🚨" * 5000, rendering.TEXT_LIMIT)
    assert [utf16(piece) for piece in pieces] == [4096, 4096, 1808]
    assert "".join(pieces) == "🚨" * 5000


def test_word_without_end_is_cut_all_the_same():
    pieces = split("x" * 10_000, rendering.TEXT_LIMIT)
    assert [len(piece) for piece in pieces] == [4096, 4096, 1808]


def test_bold_goes_on_in_the_next_piece():
    text = f"mở {BOLD_ON}{SENTENCE * 100}{BOLD_OFF} đóng"
    pieces = [rendering.to_html(piece) for piece in split(text, rendering.TEXT_LIMIT)]
    assert len(pieces) == 2
    assert "".join(bold(piece).replace(" ", "") for piece in pieces) == (SENTENCE * 100).replace(" ", "")
    assert " ".join(plain(piece) for piece in pieces).split() == f"mở {SENTENCE * 100} đóng".split()


@pytest.mark.parametrize("tail", ["   ", "\n" * 50, BOLD_OFF, f" {BOLD_OFF}", f"{BOLD_ON} {BOLD_OFF}"])
def test_no_piece_is_empty(tail: str):
    """Telegram refuses a message without a character, and all that follows would be lost with it."""
    for text in (f"{BOLD_ON}{'ạ' * 4096}{tail}", f"a{tail}", f"{'ạ ' * 2048}{tail}b"):
        pieces = split(text, rendering.TEXT_LIMIT)
        assert pieces
        assert all(plain(rendering.to_html(piece)).strip() for piece in pieces)
    assert split(tail, rendering.TEXT_LIMIT) == []


def test_buttons_stand_below_the_last_piece_and_the_first_answers_the_quoted_message():
    first, last = rendering.text_parts(parcel(Screen(SENTENCE * 100, BUTTONS), quoted="70"))
    assert first.reply_markup is None
    assert isinstance(last.reply_markup, InlineKeyboardMarkup)
    assert last.reply_markup.inline_keyboard[0][0].callback_data == "i:1:acknowledge"
    assert first.reply_parameters is not None
    assert (first.reply_parameters.message_id, first.reply_parameters.allow_sending_without_reply) == (70, True)
    assert last.reply_parameters is None


def test_keyboard_below_the_chat_comes_with_the_first_message_that_has_room():
    screen = Screen(SENTENCE * 100, BUTTONS, menu=(("Báo cáo", "Việc của tôi"),))
    first, last = rendering.text_parts(parcel(screen))
    assert isinstance(first.reply_markup, ReplyKeyboardMarkup)
    assert isinstance(last.reply_markup, InlineKeyboardMarkup)
    [alone] = rendering.text_parts(parcel(Screen("a", menu=(("Báo cáo",),))))
    assert isinstance(alone.reply_markup, ReplyKeyboardMarkup)
    [taken_away] = rendering.text_parts(parcel(Screen("a", menu=())))
    assert isinstance(taken_away.reply_markup, ReplyKeyboardRemove)
    [left] = rendering.text_parts(parcel(Screen("a")))
    assert left.reply_markup is None


def test_keyboard_gives_way_to_buttons_and_goes_with_the_map():
    screen = Screen("a", BUTTONS, menu=(("Báo cáo",),), location=(10.5, 106.7))
    [text] = rendering.text_parts(parcel(screen))
    place = rendering.location_part(parcel(screen))
    assert isinstance(text.reply_markup, InlineKeyboardMarkup)
    assert place is not None
    assert isinstance(place.reply_markup, ReplyKeyboardMarkup)
    assert (place.latitude, place.longitude) == (10.5, 106.7)


@pytest.mark.parametrize(("ask", "wanted"), [("contact", "request_contact"), ("location", "request_location")])
def test_one_press_shares_what_is_asked_for(ask: str, wanted: str):
    [text] = rendering.text_parts(parcel(Screen("a", ask=ask, menu=(("Thôi",),))))
    assert isinstance(text.reply_markup, ReplyKeyboardMarkup)
    [[asking], [other]] = text.reply_markup.keyboard
    assert getattr(asking, wanted) is True
    assert (other.text, text.reply_markup.one_time_keyboard) == ("Thôi", True)


def test_link_opens_and_empty_rows_are_left_out():
    markup = rendering.inline_keyboard(((), (Button("Xem", url="https://a.vn"),)))
    assert markup is not None
    [[button]] = markup.inline_keyboard
    assert (button.url, button.callback_data) == ("https://a.vn", None)
    assert rendering.inline_keyboard(()) is None


def test_silent_screen_makes_no_sound_in_any_part():
    screen = Screen(SENTENCE * 100, silent=True, location=(1, 2))
    assert all(part.disable_notification for part in rendering.text_parts(parcel(screen)))
    place = rendering.location_part(parcel(screen))
    assert place is not None
    assert place.disable_notification
    [files] = rendering.file_parts([attachment(1, "photo")])
    assert rendering.send_files(parcel(screen), files, ["ref1"]).disable_notification
    assert rendering.text_parts(parcel(Screen("a")))[0].disable_notification is None


def test_edit_replaces_text_and_buttons_of_the_message_shown():
    change = rendering.edit(parcel(Screen(f"{BOLD_ON}mới{BOLD_OFF}", BUTTONS, slot="s"), shown="77"))
    assert change is not None
    assert (change.message_id, change.text, change.parse_mode) == (77, "<b>mới</b>", "HTML")
    assert change.reply_markup is not None


def test_text_too_long_for_one_message_is_not_edited_in():
    assert rendering.edit(parcel(Screen(SENTENCE * 100, slot="s"), shown="77")) is None


def test_albums_hold_ten_and_only_what_goes_together():
    kinds = ["photo"] * 11 + ["video"] + ["document"] * 2 + ["voice"] + ["audio"]
    files = [attachment(number, kind) for number, kind in enumerate(kinds)]
    parts = rendering.file_parts(files)
    assert [[one.kind for one in part.attachments] for part in parts] == [
        ["photo"] * 10,
        ["photo", "video"],
        ["document"] * 2,
        ["audio"],
        ["voice"],
    ]
    assert sorted(one.id or 0 for part in parts for one in part.attachments) == list(range(len(kinds)))
    assert rendering.file_parts([]) == []


@pytest.mark.parametrize(
    ("kind", "method", "field"),
    [
        ("photo", SendPhoto, "photo"),
        ("video", SendVideo, "video"),
        ("voice", SendVoice, "voice"),
        ("audio", SendAudio, "audio"),
        ("document", SendDocument, "document"),
        ("something new", SendDocument, "document"),
    ],
)
def test_single_file_goes_out_as_what_it_is(kind: str, method: Any, field: str):
    [part] = rendering.file_parts([attachment(1, kind)])
    call = rendering.send_files(parcel(Screen("")), part, ["ref1"])
    assert isinstance(call, method)
    assert getattr(call, field) == "ref1"


def test_album_names_each_file_by_its_kind():
    [part] = rendering.file_parts([attachment(1, "photo"), attachment(2, "video")])
    call = rendering.send_files(parcel(Screen("")), part, ["ref1", "ref2"])
    assert isinstance(call, SendMediaGroup)
    assert [(one.type, one.media) for one in call.media] == [("photo", "ref1"), ("video", "ref2")]


@pytest.mark.parametrize("kind", ["photo", "video", "voice", "audio", "document"])
def test_words_on_a_file_go_with_it_literally_and_as_far_as_a_caption_reaches(kind: str):
    one = attachment(1, kind, caption="<b>cổng trường</b> & sân")
    call = rendering.send_files(parcel(Screen("")), rendering.Files((one,)), ["ref1"])
    assert isinstance(call, SendPhoto | SendVideo | SendVoice | SendAudio | SendDocument)
    assert call.caption == "<b>cổng trường</b> & sân"
    long = attachment(2, kind, caption="🚨" * 2000)
    album = rendering.send_files(parcel(Screen("")), rendering.Files((long, attachment(3, kind))), ["ref2", "ref3"])
    assert isinstance(album, SendMediaGroup)
    assert [one.caption for one in album.media] == ["🚨" * 512, None]
