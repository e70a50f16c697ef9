"""A category and questions that the Department adds in YAML are asked, understood, shown and sent without any code."""

import shutil

import pytest
from report_desk import drafts, incidents

from rules.catalogue import SHIPPED, Catalogue, RulesError, load_catalogue

CATEGORY = """
  - id: chemical_leak
    icon: 🧪
    name: {vi: Rò rỉ hóa chất, en: Chemical leak}
    short: {vi: Rò rỉ hóa chất, en: Chemical leak}
    synonyms: [rò rỉ hóa chất, mùi lạ, rò khí]
    severity: 3
    division: office
    tell: [fire_service, health, parents]
    checklist:
      - Đưa mọi người ra xa, ngược chiều gió.
      - Gọi 114; có người khó thở gọi 115.
"""
QUESTIONS = """
  - id: substance
    kind: text
    ask: {vi: "Hóa chất gì?", en: "Which substance?"}
    label: {vi: Hóa chất, en: Substance}
    guided: true
    skip: true
    when: {question: category, one_of: [chemical_leak]}
    max_length: 100
  - id: closed
    kind: choice
    ask: {vi: "Đơn vị có cho học sinh nghỉ học không?", en: "Is school suspended?"}
    label: {vi: Nghỉ học, en: Suspended}
    guided: true
    required: true
    options:
      - {id: "yes", label: {vi: Có nghỉ, en: "Yes"}, synonyms: [có, cho nghỉ]}
      - {id: "no", label: {vi: Vẫn học, en: "No"}, synonyms: [không]}
    when: {question: category, one_of: [chemical_leak, disaster]}
  - id: evacuated
    kind: count
    ask: {vi: "Bao nhiêu người đã sơ tán?", en: "How many were evacuated?"}
    label: {vi: Đã sơ tán, en: Evacuated}
    skip: true
    min: 0
    max: 5000
"""


@pytest.fixture
def folder(tmp_path):
    copied = shutil.copytree(SHIPPED, tmp_path / "catalogue")
    for name, more in (("categories.yaml", CATEGORY), ("form.yaml", QUESTIONS)):
        with (copied / name).open("a", encoding="utf-8") as file:
            file.write(more)
    return copied


@pytest.fixture
def rules(folder) -> Catalogue:
    return load_catalogue(folder)


def test_the_added_category_and_questions_are_asked_in_the_guided_report(head, database, desk):
    head.write("/baocao")
    head.press("🧪 Rò rỉ hóa chất")
    head.write("Bình khí trong phòng thí nghiệm bị xì")
    for label in ("Vừa xong", "0", "Chưa có"):
        head.press(label)
    head.write("Đã sơ tán dãy B, gọi 114")
    assert "Hóa chất gì?" in head.last.text
    head.write("Khí clo")
    assert "nghỉ học không?" in head.last.text
    assert head.labels()[:2] == ["Có nghỉ", "Vẫn học"]
    head.write("khong")
    assert "Hóa chất: Khí clo" in head.last.text
    assert "Nghỉ học: Vẫn học" in head.last.text
    head.press("Sửa")
    head.press("Đã sơ tán")
    head.write("120 em")
    head.press("Gửi")
    [incident] = incidents(database)
    assert incident.category == "chemical_leak"
    assert incident.severity == 3
    assert incident.answers["substance"] == "Khí clo"
    assert incident.answers["closed"] == "no"
    assert incident.answers["evacuated"] == 120
    assert "ngược chiều gió" in head.shown[f"incident:{incident.id}"].text
    alert = desk.sees(desk.phone(desk.sample.duty_officer), incident).text
    for told in ("Rò rỉ hóa chất", "Hóa chất: Khí clo", "Nghỉ học: Vẫn học", "Đã sơ tán: 120"):
        assert told in alert.replace("RÒ RỈ HÓA CHẤT", "Rò rỉ hóa chất"), told


def test_the_added_category_is_understood_in_free_words_and_its_needed_question_is_asked(head, database):
    head.write("Có mùi lạ nồng nặc ở dãy B lúc 9h, học sinh đã ra sân")
    assert drafts(database)[0].answers["category"] == "chemical_leak"
    assert "nghỉ học không?" in head.last.text
    head.press("Có nghỉ")
    head.press("Gửi")
    assert incidents(database)[0].answers["closed"] == "yes"


def test_questions_of_one_category_stay_out_of_the_others(head):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write("Cháy thùng rác ở sân sau")
    for label in ("Vừa xong", "0", "Chưa có", "Bỏ qua"):
        head.press(label)
    assert "Phiếu báo cáo nhanh" in head.last.text
    head.press("Sửa")
    assert not any("Hóa chất" in label for label in head.labels())


def test_a_name_in_an_added_text_question_is_warned_of_too(head):
    head.write("/baocao")
    head.press("Rò rỉ")
    head.write("Bình khí trong phòng thí nghiệm bị xì")
    for label in ("Vừa xong", "0", "Chưa có", "Bỏ qua"):
        head.press(label)
    head.write("Em Nguyễn Văn A lớp 7A làm đổ khí clo")
    assert "tên học sinh" in head.last.text


def test_the_urgent_report_offers_it_as_well(head, database):
    head.write("/khan")
    head.press("Rò rỉ")
    head.press("GỬI NGAY")
    assert head.touches == 3
    assert incidents(database)[0].category == "chemical_leak"


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("id: substance", "id: sub stance", "chữ thường không dấu"),
        ("id: substance", f"id: {'s' * 41}", "nhiều nhất là"),
        (
            'kind: count\n    ask: {vi: "Bao nhiêu người đã',
            'kind: number\n    ask: {vi: "Bao nhiêu người đã',
            "chọn một trong",
        ),
        ('id: "yes"', 'id: "có"', "chữ thường không dấu"),
        ('id: "yes"', f'id: "{"y" * 40}"', "nhiều nhất là"),
        ("one_of: [chemical_leak]", "one_of: [chemical_leek]", "có phải «chemical_leak»"),
        ("  - id: files\n    kind: files", "  - id: papers\n    kind: files", "thiếu câu hỏi «files»"),
    ],
)
def test_a_mistake_in_an_added_question_is_told_with_file_line_and_reason(folder, before, after, reason):
    form = folder / "form.yaml"
    written = form.read_text(encoding="utf-8")
    assert before in written
    form.write_text(written.replace(before, after), encoding="utf-8")
    with pytest.raises(RulesError) as told:
        load_catalogue(folder)
    assert any(
        mistake.file == "form.yaml" and mistake.line and reason in mistake.reason for mistake in told.value.mistakes
    ), told.value
