"""`bcn keys …`: another master key, the attachments brought under it, and which key is used by how many of them."""

from collections import Counter

from rich.progress import track

from bot.commands.common import Stop, settings, show_table
from storage.ciphering import Damaged, WrongKey
from storage.files import FileStore
from storage.keys import Keyring, KeysUnusable


def rotate() -> None:
    """Raises Stop."""
    store, keys = _store()
    try:
        store.key()
        made = keys.add()
        store.key()
    except KeysUnusable as error:
        raise Stop(str(error)) from None
    print(f"Đã thêm khóa {made.id} vào {keys.path}: xin chép lại tệp này ra chỗ cất giữ ngay bây giờ.")
    bring_up_to_date()
    print("Khóa cũ vẫn ở trong tệp khóa: các bản sao lưu cũ cần nó.")


def bring_up_to_date() -> None:
    """Enciphers old plain files and wraps anew what an older key wraps. Raises Stop when some could not be."""
    store, _ = _store()
    done: Counter[str] = Counter()
    names = list(store.all())
    try:
        store.key()
        for name in track(names, "Tệp đính kèm", disable=not names):
            done[_one(store, name)] += 1
    except KeysUnusable as error:
        raise Stop(str(error)) from None
    print(f"{done['enciphered']} tệp vừa được mã hóa, {done['rewrapped']} tệp được bọc lại, {done['']} tệp đã đúng.")
    if done["failed"]:
        raise Stop(f"{done['failed']} tệp không mở được (tệp hỏng hoặc thiếu khóa cũ) và được để nguyên.")


def show() -> None:
    """Raises Stop."""
    store, keys = _store()
    if not keys.there:
        raise Stop(f"Chưa có tệp khóa {keys.path}: khóa được tạo khi dịch vụ chạy lần đầu.")
    try:
        current, known = keys.current(), keys.ids()
    except KeysUnusable as error:
        raise Stop(str(error)) from None
    used = Counter(store.wrapped_by(name) for name in store.all())
    rows = [(one, "đang dùng" if one == current.id else "cũ", str(used.pop(one, 0))) for one in known]
    rows += [(one or "(chưa mã hóa)", "chạy bcn keys apply" if not one else "thiếu", str(used[one])) for one in used]
    show_table(("Khóa", "Trạng thái", "Số tệp"), rows)


def _one(store: FileStore, name: str) -> str:
    try:
        return store.bring_up_to_date(name)
    except FileNotFoundError:
        return ""
    except (OSError, Damaged, WrongKey):
        return "failed"


def _store() -> tuple[FileStore, Keyring]:
    configured = settings()
    keys = Keyring(configured.keys_at)
    return FileStore(configured.data_dir / "files", keys), keys
