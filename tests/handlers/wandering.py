"""Hands that wander: random people on random screens, and after each step whether anybody saw what they may not see."""

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field

from department import add_person
from incident_desk import Desk
from newcomer import person
from report_desk import Phone
from sqlalchemy import select

from handlers.router import COMMANDS
from incidents import access
from rules.rights import Right, may
from rules.rights import Subject as About
from rules.roles import Role
from storage import incidents, registry
from storage.database import Tx, table
from storage.registry import Post
from storage.tables.incidents import Incident
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Unit

_outbox = table(OutboxMessage)
_incident = table(Incident)
_unit = table(Unit)
_KEPT = 25
_MARK = re.compile(r"vetso\d+x")
_CODE = re.compile(r"BCN-\d{4}-\d{6}")
_WORDS = (
    "1", "2", "3", "9", "có", "không", "xong", "bỏ qua", "gửi", "huỷ", "hieu truong", "truong-b", "0903000001",
    "Nguyễn Văn Mẫu, 0903 555 666", "30/11", "17:00 30/11", "mai", "can bo truc mau", "đang mở", "việc của tôi",
    "2 học sinh bị ngộ độc ở bếp ăn, đã đưa đi bệnh viện, {mark}", "cháy ở phòng thực hành {mark}", "{mark}",
    "phóng viên gọi điện hỏi về vụ việc {mark}", "đã ổn định {mark}", "bcn-2026-000001", "1 tuần", "tất cả",
)  # fmt: skip


@dataclass
class Crowd:
    """Everybody of the sample and some more, their phones, and what was found that the table forbids."""

    desk: Desk
    dice: random.Random
    phones: dict[int, Phone] = field(default_factory=dict)
    seen_actions: list[str] = field(default_factory=list)
    ever: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    last: int = 0
    marks: int = 0
    trail: list[str] = field(default_factory=list)

    def begin(self) -> "Crowd":
        sample = self.desk.sample
        for one in vars(sample).values():
            if hasattr(one, "person_id"):
                self.phones[one.person_id] = self.desk.phone(one)
        head_b = self._join("Hiệu trưởng mẫu B", "2001", sample.other_school, Role.HEAD)
        self._join("Quản trị trường mẫu", "2002", sample.school, Role.ADMINISTRATOR)
        self._join("Chuyên viên mẫu", "2003", sample.root, Role.SPECIALIST, "testing")
        self._join("Quản trị kiêm trực mẫu", "2004", sample.root, Role.ADMINISTRATOR)
        person(
            self.desk.database, "Người chưa tham gia mẫu", "+84903777888", {"unit_id": sample.school, "role": "deputy"}
        )
        for category, by, media in (
            ("injury", sample.head, "social"),
            ("injury", sample.head, "none"),
            ("child_abuse", sample.head, "none"),
            ("injury", head_b, "press_called"),
        ):
            what = f"3 em bị ong đốt {self._mark()}"
            self.desk.report({"category": category, "what": what, "media": media}, by=by)
        self._remember(self._posts())
        return self

    def step(self) -> None:
        """One person does one thing; AssertionError tells the way to what was shown and may not be."""
        before = self._posts()
        who = self.dice.choice(list(self.phones))
        self._act(self.phones[who], who)
        after = self._posts()
        self._remember(after)
        self.desk.database.transact(lambda tx: self._check(tx, before, after))

    def _act(self, phone: Phone, who: int) -> None:
        self.desk.database.transact(phone._deliver)
        phone.history[:] = phone.history[-_KEPT:]
        kind = self.dice.random()
        own = [button.action for screen, _ in phone.history for row in screen.rows for button in row if button.action]
        self.seen_actions = [*self.seen_actions, *own][-600:]
        if kind < 0.5 and own:
            self._press(phone, who, self.dice.choice(own[-12:] if self.dice.random() < 0.7 else own))
        elif kind < 0.72 and self.seen_actions:
            self._press(phone, who, self._forged(self.dice.choice(self.seen_actions)))
        elif kind < 0.84:
            name = self.dice.choice(list(COMMANDS))
            self._write(phone, who, f"/{name} {self._words() if self.dice.random() < 0.3 else ''}".strip())
        elif kind < 0.97:
            self._write(phone, who, self._words())
        else:
            self.trail.append("time")
            self.desk.clock.turn(minutes=self.dice.choice((1, 20, 200)))
            for _ in range(8):
                if not self.desk.tick():
                    break

    def _press(self, phone: Phone, who: int, action: str) -> None:
        self.trail.append(f"{who} presses {action}")
        phone.send_action(action)

    def _write(self, phone: Phone, who: int, text: str) -> None:
        self.trail.append(f"{who} writes {text}")
        phone.write(text)

    def _forged(self, action: str) -> str:
        """The button of somebody else, often with other numbers in it."""
        if self.dice.random() < 0.4:
            return action
        return re.sub(r"(?<=:)\d+", lambda _: str(self.dice.choice((0, *range(1, 20), 99, 999999))), action)

    def _words(self) -> str:
        return self.dice.choice(_WORDS).format(mark=self._mark())

    def _mark(self) -> str:
        self.marks += 1
        return f"vetso{self.marks}x"

    def _join(self, name: str, address: str, unit: int, role: Role, division: str = ""):
        post = {"unit_id": unit, "role": role, "division": division}
        somebody = self.desk.database.transact(lambda tx: add_person(tx, name, f"+8490344{address}0", address, post))
        self.phones[somebody.person_id] = self.desk.phone(somebody)
        return somebody

    def _posts(self) -> dict[int, tuple[Post, ...]]:
        return self.desk.database.transact(lambda tx: {one: registry.posts_of(tx, one) for one in self.phones})

    def _remember(self, posts: dict[int, tuple[Post, ...]]) -> None:
        for one, held in posts.items():
            self.ever[one] |= {post.unit_path for post in held}

    def _check(self, tx: Tx, before: dict[int, tuple[Post, ...]], after: dict[int, tuple[Post, ...]]) -> None:
        new = tx.all(OutboxMessage, select(_outbox).where(_outbox.c.id > self.last).order_by(_outbox.c.id))
        if not new:
            return
        self.last = new[-1].id or 0
        found = tx.all(Incident, select(_incident))
        paths = {row.id: (row.path, row.name) for row in tx.rows(select(_unit))}
        for message in new:
            who = message.person_id
            if who not in self.phones:
                continue
            told = f"{message.screen.get('text', '')} {message.screen.get('rows', '')}"
            for incident in found:
                marks = set(_MARK.findall(str(incident.answers)))
                shown = incident.code in _CODE.findall(told) or bool(marks & set(_MARK.findall(told)))
                text = bool(marks & set(_MARK.findall(told)))
                if not shown or self._wrote(who, marks):
                    continue
                if any(_may_see(tx, posts[who], who, incident, paths, text) for posts in (before, after)):
                    continue
                administrator = any(post.role == Role.ADMINISTRATOR for post in (*before[who], *after[who]))
                if text or not administrator:
                    raise AssertionError(self._told(who, told, incident.code))
            for path, name in paths.values():
                if name in told and not any(path.startswith(one) or one.startswith(path) for one in self.ever[who]):
                    seen = any(
                        incident.unit_id in paths
                        and paths[incident.unit_id][0] == path
                        and any(_may_see(tx, posts[who], who, incident, paths, False) for posts in (before, after))
                        for incident in found
                    )
                    assert seen, self._told(who, told, name)

    def _wrote(self, who: int, marks: set[str]) -> bool:
        return any(line.startswith(f"{who} writes") and any(mark in line for mark in marks) for line in self.trail)

    def _told(self, who: int, told: str, what: str) -> str:
        way = "\n".join(self.trail[-15:])
        return f"{self.phones[who].address} (person {who}) was shown {what}: {told}\n{way}"


def _may_see(tx: Tx, posts: tuple[Post, ...], who: int, incident: Incident, paths: dict, text: bool) -> bool:
    """The table itself; of what is restricted the code of the incident is told, its text is not."""
    about = About(
        paths[incident.unit_id][0],
        incident.division,
        alerted=incidents.alerted(tx, incident.id or 0, who),
        own=incident.reporter_id == who,
        media=incident.answers.get("media", "none") != "none",
        restricted=incident.restricted and text,
    )
    return may(Right.SEE_INCIDENT, access.holder(posts, who), about)


def wander(desk: Desk, seed: int, steps: int) -> Crowd:
    """So many steps from this seed; raises whatever goes wrong."""
    crowd = Crowd(desk, random.Random(seed)).begin()
    for _ in range(steps):
        crowd.step()
    return crowd
