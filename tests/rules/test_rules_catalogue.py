"""The shipped catalogue fits the work; a catalogue with mistakes names every one with its line."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rules.catalogue import SHIPPED, Catalogue, RulesError, load_catalogue
from rules.folding import fold

CATEGORIES = {
    *("injury", "drowning", "food_poisoning", "epidemic", "violence", "child_abuse", "self_harm", "fire", "traffic"),
    *("disaster", "security", "teacher_conduct", "exam", "media", "other"),
}

MESSAGES = [
    ("9h30 sáng nay 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi BV quận, phụ huynh đăng Facebook", "injury"),
    (
        "Kinh bao cao: luc 7h15 tai cong truong xay ra va cham giua xe may va 2 hoc sinh, 1 em gay tay da di BV",
        "traffic",
    ),
    (
        "Kính gửi Sở, trưa nay sau bữa ăn bán trú có khoảng 25 hs đau bụng, nôn ói.",
        "food_poisoning",
    ),
    ("hs lop 9 danh nhau ngoai cong truong chieu qua, co clip tren tiktok, khong em nao bi thuong nang", "violence"),
    ("cháy nhỏ ở phòng thí nghiệm hóa lúc 14g10, đã dập tắt, ko ai bị thương, có gọi PCCC", "fire"),
    ("Có phóng viên báo đang đứng ở cổng trường hỏi về vụ thu tiền quỹ lớp", "media"),
    (
        "Báo cáo khẩn: 1 học sinh lớp 8 bị đuối nước tại hồ bơi trường lúc 16h hôm qua, em đã tử vong tại bệnh viện",
        "drowning",
    ),
    ("5 ca sốt xuất huyết ở khối 3, đã báo trạm y tế phường, chưa có em nào nhập viện", "epidemic"),
    (
        "Gv bị phụ huynh xông vào lớp chửi và đánh lúc 8h sáng nay lớp 2/3. Cô bị trầy xước nhẹ. CA phường đã đến",
        "security",
    ),
    ("mưa lớn làm sập mái nhà xe, hư 14 xe máy, không có thiệt hại về người", "disaster"),
    (
        "Một giáo viên bị tố trên mạng xã hội là đánh học sinh lớp 1, bài đăng có hơn 500 lượt chia sẻ",
        "teacher_conduct",
    ),
    ("hs nữ lớp 11 uống thuốc ngủ tự tử tại nhà đêm qua, đang cấp cứu BV Chợ Rẫy", "self_harm"),
    ("Phát hiện đề kiểm tra giữa kỳ môn Toán khối 12 bị lộ trên nhóm Zalo trước giờ thi", "exam"),
    (
        "10h em bảo vệ báo có người lạ vào trường hỏi đón cháu lớp 1 mà ko phải phụ huynh, đã giữ lại và gọi CA",
        "security",
    ),
    ("nghi ngo doc sua hoc duong 40 hs khoi 1,2 non oi luc 9 gio, 6 em di vien, chua bao bao chi", "food_poisoning"),
    ("Cập nhật: không có học sinh nào bị thương, chỉ hư hỏng 1 phòng máy tính do chập điện lúc 6h sáng", "fire"),
    ("Xe đưa rước hs trường bị lật trên QL1 cách đây 30 phút, trên xe có 18 em, 4 em bị thương", "traffic"),
    ("bé 4 tuổi lớp lá bị bỏng canh nóng lúc 10g45, cô đã sơ cứu và đưa bé đi BV, gia đình đã biết", "injury"),
    ("Trường nhận tin nhắn đe dọa đặt bom qua fanpage lúc 21h tối chủ nhật", "security"),
    (
        "Nghi có em lớp 6 bị người quen xâm hại, gia đình đã trình báo công an, nhà trường giữ kín thông tin",
        "child_abuse",
    ),
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SHIPPED, tmp_path / "catalogue")


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replaces the first `old` in a file; returns the line where `new` then begins."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def mistakes_of(folder: Path) -> list[str]:
    with pytest.raises(RulesError) as caught:
        load_catalogue(folder)
    return str(caught.value).splitlines()


def test_shipped_catalogue_has_exactly_the_categories_that_the_work_knows(catalogue: Catalogue) -> None:
    assert {category.id for category in catalogue.categories} == CATEGORIES
    assert catalogue.question("category").option("fire") is not None
    assert [option.id for option in catalogue.question("severity").options] == ["1", "2", "3", "4"]


def test_every_category_tells_the_head_what_to_do_first(catalogue: Catalogue) -> None:
    for category in catalogue.categories:
        assert 4 <= len(category.checklist) <= 6
        assert all(line.en and line.vi.endswith(".") for line in category.checklist)
        assert category.name.en
        assert category.short.en
        assert catalogue.division(category.division).name.vi


def test_what_heads_write_is_found_by_the_synonyms_of_its_category(catalogue: Catalogue) -> None:
    def best(text: str) -> str:
        written = fold(text)
        weights = {
            category.id: sum(len(word) for word in category.synonyms if fold(word) in written)
            for category in catalogue.categories
        }
        return max(weights, key=lambda category_id: weights[category_id])

    wrong = [text for text, category in MESSAGES if best(text) != category]
    assert len(wrong) <= 1, wrong


def test_common_words_of_a_report_are_no_synonym_of_anything(catalogue: Catalogue) -> None:
    plain = fold(
        "Báo cáo bổ sung: lúc 9h khối 3, sắp tới nhà trường báo phụ huynh, có đánh giá lại, chưa rõ nguyên nhân"
    )
    assert [word for category in catalogue.categories for word in category.synonyms if fold(word) in plain] == []


@pytest.mark.parametrize(
    ("answers", "severity"),
    [
        ({}, 1),
        ({"category": "other"}, 1),
        ({"category": "violence"}, 2),
        ({"category": "violence", "in_hospital": 1}, 3),
        ({"category": "violence", "injured": 3}, 3),
        ({"category": "other", "injured": 1}, 2),
        ({"category": "other", "media": "social"}, 2),
        ({"category": "other", "media": "press_onsite"}, 3),
        ({"category": "food_poisoning", "pupils_affected": 29}, 3),
        ({"category": "food_poisoning", "pupils_affected": 30}, 4),
        ({"category": "traffic", "pupils_affected": 30}, 2),
        ({"category": "other", "dead": 1}, 4),
        ({"category": "removed_long_ago", "dead": 0}, 1),
    ],
)
def test_severity_is_proposed_from_the_answers(catalogue: Catalogue, answers: dict[str, Any], severity: int) -> None:
    assert catalogue.severity_of(answers) == severity


def test_updates_are_promised_by_severity(catalogue: Catalogue) -> None:
    promised = [catalogue.severities[level].update_every for level in (4, 3, 2, 1)]
    assert promised == [timedelta(hours=2), timedelta(hours=4), timedelta(hours=24), None]


def test_every_incident_has_a_policy_and_the_special_one_goes_first(catalogue: Catalogue) -> None:
    for level in catalogue.severities:
        for category in CATEGORIES:
            assert level in catalogue.policy_for(level, category).match.severities
    assert catalogue.policy_for(3, "self_harm").id == "serious_confidential"
    assert catalogue.policy_for(3, "fire").id == "serious"


def test_fingerprint_changes_with_the_files_and_only_then(folder: Path, catalogue: Catalogue) -> None:
    assert load_catalogue(folder).fingerprint == catalogue.fingerprint
    spoil(folder, "divisions.yaml", "en: Office", "en: Bureau")
    assert load_catalogue(folder).fingerprint != catalogue.fingerprint


def test_retired_category_is_known_but_not_offered(folder: Path) -> None:
    spoil(folder, "categories.yaml", "    severity: 2\n", "    severity: 2\n    retired: true\n")
    catalogue = load_catalogue(folder)
    assert catalogue.category("injury").retired
    assert catalogue.question("category").option("injury") is None


def test_unknown_ids_raise_key_error(catalogue: Catalogue) -> None:
    for look_up in (catalogue.category, catalogue.division, catalogue.question):
        with pytest.raises(KeyError):
            look_up("nothing")


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("categories.yaml", "severity: 2", "severity: 5", "«severity» là «5» nhưng phải nhiều nhất 4"),
        ("categories.yaml", "severity: 2", "severity: cao", "«severity» phải là số nguyên"),
        ("categories.yaml", "severity: 2", "serverity: 2", "không có mục «serverity»"),
        (
            "categories.yaml",
            "division: personnel",
            "division: personel",
            "không có phòng ban «personel», có phải «personnel»",
        ),
        ("categories.yaml", "tell: [police]", "tell: [polise]", "không có nơi cần báo «polise», có phải «police»?"),
        ("categories.yaml", "id: fire", "id: drowning", "«drowning» bị trùng"),
        ("categories.yaml", "short: {vi: Cháy nổ", "short: {vi: Cháy nổ và nhiều chuyện khác nữa", "nhiều nhất là 24"),
        ("categories.yaml", '"Chỉ giao học sinh', '"' + "Chỉ giao " * 20 + "học sinh", "nhiều nhất là 120"),
        ("categories.yaml", "đuối nước, chết đuối", "đuối nước, đánh nhau", "từ «đánh nhau» đã có ở loại «violence»"),
        ("categories.yaml", "    checklist:\n", "    checklist:\n" + "      - Một việc.\n" * 6, "nhiều nhất là 6"),
        ("categories.yaml", "icon: 🔥", "icon: F", "«icon»: icon «F» phải là một biểu tượng"),
        ("categories.yaml", "name: {vi: Cháy nổ", "name: {vn: Cháy nổ", "không có mục «name.vn»"),
        ("categories.yaml", "name: {vi: Cháy nổ", "name: {vn: Cháy nổ", "thiếu mục «name.vi»"),
        ("divisions.yaml", "id: testing", "id: office", "«office» bị trùng"),
        ("divisions.yaml", "id: testing", "id: Khảo thí", "chữ thường không dấu"),
        ("severities.yaml", "update_every: 4h", "update_every: 4 giờ", "phải viết như 30s, 10m, 2h"),
        ("severities.yaml", "update_every: 4h", "update_every: 0", "update_every phải lớn hơn 0"),
        (
            "severities.yaml",
            "{to: 4, when: {question: dead,",
            "{to: 4, when: {question: deaths,",
            "không có câu hỏi «deaths»",
        ),
        ("severities.yaml", "one_of: [social]", "one_of: [socail]", "có phải «social»?"),
        ("severities.yaml", "raises:", "rases:", "không có mục «rases»"),
        ("form.yaml", "kind: phone", "kind: telephone", "«kind» không thể là «telephone», chọn một trong: 'choice'"),
        ("form.yaml", "kind: phone", "kind: text", "câu hỏi «phone» phải có kind: phone"),
        ("form.yaml", "id: health", "id: police", "lựa chọn «police» bị trùng"),
        ("form.yaml", "- id: staff_affected\n    kind: count", "- id: staff_affected\n    max: -1", "thiếu mục «kind»"),
        ("escalation.yaml", "- chief_of_office", "- boss", "không thể là «boss»"),
        (
            "escalation.yaml",
            "{role: division_head, division: responsible}",
            "{role: division_head, division: nobody}",
            "«nobody»",
        ),
        ("escalation.yaml", "severities: [4]", "severities: [5]", "không có mức độ 5"),
        ("escalation.yaml", "after: 3m", "after: 1m", "bước 2 phải đến sau bước 1"),
        ("escalation.yaml", "- to: [duty, communications]", "- after: 1m\n        to: [duty]", "bước 1 phải gửi ngay"),
        ("escalation.yaml", "then_every: 5m", "then_every: 0", "then_every phải lớn hơn 0"),
        (
            "escalation.yaml",
            "categories: [media]",
            "categories: [medai]",
            "không có loại sự cố «medai», có phải «media»?",
        ),
        ("escalation.yaml", 'start: "22:30"', 'start: "25:30"', "phải là giờ viết như"),
    ],
)
def test_each_mistake_is_told_in_its_file_and_line(folder: Path, name: str, old: str, new: str, reason: str) -> None:
    line = spoil(folder, name, old, new)
    told = [mistake for mistake in mistakes_of(folder) if reason in mistake]
    assert [mistake.split(": ")[0] for mistake in told] == [f"{name}:{line}"]


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("form.yaml", "id: press_onsite", "id: press", "thiếu lựa chọn «press_onsite» mà phần mềm cần"),
        ("form.yaml", "max: 5000", "max: -1", "min (0) không được lớn hơn max (-1)"),
        ("form.yaml", "id: needs", "id: wishes", "thiếu câu hỏi «needs» mà phần mềm cần"),
        ("escalation.yaml", "repeats: 1", "repeats: 0", "repeats và repeat_every phải đi cùng nhau"),
        ("categories.yaml", "id: other", "id: others", "thiếu loại «other»"),
        ("severities.yaml", "level: 1", "level: 2", "thiếu mức độ 1"),
    ],
)
def test_what_is_missing_is_told(folder: Path, name: str, old: str, new: str, reason: str) -> None:
    spoil(folder, name, old, new)
    assert any(mistake.startswith(f"{name}:") and reason in mistake for mistake in mistakes_of(folder))


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    lines = [
        spoil(folder, "categories.yaml", "division: personnel", "division: personel"),
        spoil(folder, "form.yaml", "kind: phone", "kind: telephone"),
        spoil(folder, "escalation.yaml", '{start: "22:30"', '{start: "05:30"'),
    ]
    told = "\n".join(mistakes_of(folder))
    assert f"categories.yaml:{lines[0]}: " in told
    assert f"form.yaml:{lines[1]}: " in told
    assert f"escalation.yaml:{lines[2]}: " in told


def test_broken_yaml_is_told_with_its_line(folder: Path) -> None:
    line = spoil(folder, "divisions.yaml", "name: {vi: Thanh tra, en", "name: {vi: Thanh: tra: {, en")
    assert any(mistake.startswith(f"divisions.yaml:{line}: sai cú pháp YAML") for mistake in mistakes_of(folder))


def test_key_written_twice_is_told(folder: Path) -> None:
    line = spoil(folder, "categories.yaml", "severity: 2\n", "severity: 2\n    severity: 3\n")
    assert mistakes_of(folder) == [f"categories.yaml:{line + 1}: mục «severity» được viết hai lần"]


def test_missing_foreign_and_wrongly_encoded_files_are_told(folder: Path) -> None:
    (folder / "form.yaml").unlink()
    (folder / "categorys.yaml").write_text("categories: []\n")
    (folder / "divisions.yaml").write_bytes("# một\n# hai\n".encode() + "Văn phòng".encode("utf-16"))
    told = mistakes_of(folder)
    assert "form.yaml:1: thiếu tệp này trong thư mục danh mục" in told
    assert "divisions.yaml:3: tệp phải được lưu dạng UTF-8" in told
    assert any(mistake.startswith("categorys.yaml:1: tệp này không được dùng") for mistake in told)


def test_severity_without_a_policy_is_told(folder: Path) -> None:
    for severities in ("severities: [4], categories: [media]", "severities: [4]}"):
        spoil(folder, "escalation.yaml", severities, severities.replace("4", "3"))
    told = mistakes_of(folder)
    assert any("mức độ 4 chưa có quy trình chuyển cấp cho: mọi loại" in mistake for mistake in told)
    assert any("quy trình «serious» không bao giờ được dùng" in mistake for mistake in told)


def test_policies_that_overlap_by_half_are_told(folder: Path) -> None:
    line = spoil(folder, "escalation.yaml", "severities: [2]}", "severities: [1, 2], categories: [fire, media]}")
    spoil(folder, "escalation.yaml", "severities: [2], categories: [media]", "severities: [2]")
    told = mistakes_of(folder)
    assert f"escalation.yaml:{line}: quy trình «notable» chồng lấn với «notable_media» (mức 2, loại fire)" in "\n".join(
        told
    )


def test_text_outside_quotes_that_looks_like_a_time_stays_text(folder: Path) -> None:
    spoil(folder, "escalation.yaml", '{start: "21:00"', "{start: 21:00")
    assert load_catalogue(folder).policy_for(1, "other").quiet is not None
