"""A sentence takes any words whole, however long they are and whatever they hold."""

import locales


def test_ten_thousand_characters_fit_into_a_sentence_beside_others():
    report, name = "chữ {$text} <b> " * 700, "Hiệu trưởng mẫu " * 200

    said = locales.text("vi", "line-update", actor=name, text=report, files=0)

    assert said == f"➕ {name}: {report}"
