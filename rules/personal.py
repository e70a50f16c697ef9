"""Signs of personal data of pupils in a text. Modest: a reminder to the writer, never a reason to refuse."""

import re

from rules.folding import fold

PUPIL_NAME = "pupil_name"
PERSONAL_ID = "personal_id"
PUPIL_PHONE = "pupil_phone"


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


_SURNAMES = _words(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly truong dinh doan dao trinh lam mai cao "
    "luong luu chau ta to phung vuong thai quach kieu ha thach la lu chu tang nghiem diep bach ong trieu khuu"
)
_GIVEN = _words(
    "an anh bao bich binh chi cuong dat diep duc dung duy giang han hang hanh hau hieu hoa hung huong huy khang khanh "
    "khoa khoi kiet lan linh loan loc long mai man minh my nam nga ngan nghia ngoc nhan nhi nhu nhung oanh phat phong "
    "phuc phuong quan quang quyen quynh son tai tam tan thao thanh thien thinh thu thuy tien tin toan trang tri trinh "
    "truc trung tu tuan tung tuyen tuyet van vi viet vinh vy xuan yen"
)
# Compared with their diacritics: Trường is a school, Trương a surname; Phòng an office, Phong a boy.
_NO_NAMES = _words("lớp lop khối khoi trường truong phòng sở ban bệnh benh trạm tram công phường quận xã huyện chợ tại")
_NO_NAMES_TOGETHER = frozenset({("an", "toan"), ("an", "ninh"), ("binh", "thuong"), ("tam", "ly"), ("hoa", "ky")})
_PUPIL = re.compile(
    r"\b(?P<who>em|cháu|chau|bé|be|bạn|trò|học sinh|hoc sinh|hsinh|hs|nam sinh|nữ sinh|nu sinh|thí sinh|thi sinh"
    r"|học viên|hoc vien|sinh viên|sinh vien|nạn nhân|nan nhan|họ và tên|ho va ten|họ tên|ho ten)\s*[:–-]?\s+"
    r"(?:(?:nam|nữ|nu|gái|gai|trai)\s+)?(?:(?:lớp|lop)\s+\d[\w/.]*[,:]?\s+)?"
    r"(?P<named>(?:tên là|ten la|tên|ten)\s+)?",
    re.IGNORECASE,
)
_CLASS = re.compile(r"[\s,(–-]+(?:(?:học sinh|hoc sinh|hs)\s+)?(?:lớp|lop)\s*\d", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:!?\n]")
_OTHER_PEOPLE_AND_PLACES = _words(
    "co thay gv gvcn vien truong pho ong ba huynh anh chi me cha bo thcs thpt th mn duong bv ty phuong xa quan bac si"
)
_WORD = re.compile(r"[^\W\d_]+")
_STAFF = re.compile(r"\W*(pho )?(hieu truong|giao vien|gv\b|to truong|giam thi|bao ve|ke toan|van thu|tong phu trach)")

_ID_WORD = re.compile(r"\b(cccd|cmnd|can cuoc|chung minh|dinh danh|ma so ca nhan)\b")
_CITIZEN_ID = re.compile(r"(?<!\d)0\d{2}[ .]?[0-9]\d{2}[ .]?\d{3}[ .]?\d{3}(?!\d)")
_LABELLED_ID = re.compile(r"(?<!\d)(\d{9}|\d{12})(?!\d)")

_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)[ .-]?[235789](?:[ .-]?\d){8,9}(?!\d)")
_SENTENCE = re.compile(r"[;!?\n]|\.\s")
_OF_PUPIL = (
    r"hoc sinh|hs|phu huynh|phhs|ph|me em|me chau|me be|ba em|ba chau|bo em|bo chau|cha em|gia dinh|chau|be|nguoi nha"
)
_OF_STAFF = r"hieu truong|thay|co giao|giao vien|gv|toi|bao ve|nha truong|truong|lien he|phong vien|bac si|cong an"
_OWNER = re.compile(rf"\b(?:(?P<pupil>{_OF_PUPIL})|{_OF_STAFF})\b")


def warnings(text: str) -> list[str]:
    """Of «pupil_name», «personal_id», «pupil_phone» those that the text seems to hold."""
    checks = {PUPIL_NAME: _names_a_pupil, PERSONAL_ID: _holds_an_id, PUPIL_PHONE: _holds_a_pupils_phone}
    return [code for code, found in checks.items() if found(text)]


def _names_a_pupil(text: str) -> bool:
    return any(_is_name(text[found.end() :], found) for found in _PUPIL.finditer(text)) or any(
        _ends_in_a_pupils_name(_CLAUSE.split(text[max(0, found.start() - 60) : found.start()])[-1])
        for found in _CLASS.finditer(text)
    )


def _is_name(after: str, pupil: re.Match[str]) -> bool:
    """A surname and a further capitalised word, a common given name, or whatever follows «tên»."""
    words = _words_in_a_row(after)
    folded = [fold(word) for word in words]
    if not words or words[0].lower() in _NO_NAMES or tuple(folded[:2]) in _NO_NAMES_TOGETHER:
        return False
    if folded[0] in _SURNAMES and folded[1:2] in (["van"], ["thi"]) and len(words) > 2:
        return not _writer_presents_himself(after, 3 + len(words[3:4]))
    named = [word for word in _leading(words) if not _is_abbreviation(word)]
    if not named or _writer_presents_himself(after, len(named)):
        return False
    if pupil["named"]:
        return True
    return (folded[0] in _SURNAMES and len(named) > 1) or (
        folded[0] in _GIVEN and fold(pupil["who"]) in ("em", "chau", "be")
    )


def _ends_in_a_pupils_name(before: str) -> bool:
    """«Nguyễn Văn A, lớp 7A»: a full name just before a class, and not a teacher's or a school's."""
    words = _WORD.findall(before)
    for length in range(min(5, len(words)), 1, -1):
        name = words[-length:]
        folded = [fold(word) for word in name]
        whole = all(word[0].isupper() for word in name) or (length > 2 and folded[1] in ("van", "thi"))
        if folded[0] in _SURNAMES and name[0].lower() not in _NO_NAMES and whole:
            return not {fold(word) for word in words[-length - 1 : -length]} & _OTHER_PEOPLE_AND_PLACES
    return False


def _words_in_a_row(after: str) -> list[str]:
    """Up to four words that only spaces separate."""
    words: list[str] = []
    place = 0
    while len(words) < 4 and (found := _WORD.match(after, place)):
        words.append(found.group())
        place = found.end()
        if after[place : place + 1] != " ":
            break
        place += 1
    return words


def _leading(words: list[str]) -> list[str]:
    capitalised: list[str] = []
    for word in words:
        if not word[0].isupper():
            break
        capitalised.append(word)
    return capitalised


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _writer_presents_himself(after: str, name_length: int) -> bool:
    """«em Nguyễn Văn A, hiệu trưởng»: em is also how a younger head says I."""
    rest = " ".join(after.split()[name_length:])
    last_word = " ".join(after.split()[name_length - 1 : name_length])
    joined = f", {rest}" if last_word.endswith(",") else rest
    return bool(_STAFF.match(fold(joined)))


def _holds_an_id(text: str) -> bool:
    return bool(_CITIZEN_ID.search(text)) or bool(_ID_WORD.search(fold(text)) and _LABELLED_ID.search(text))


def _holds_a_pupils_phone(text: str) -> bool:
    """The last word before the number that says whose it is counts, within the same sentence."""
    for number in _PHONE.finditer(text):
        before = _SENTENCE.split(text[max(0, number.start() - 80) : number.start()])[-1]
        owners = list(_OWNER.finditer(fold(before)))
        if owners and owners[-1]["pupil"]:
            return True
    return False
