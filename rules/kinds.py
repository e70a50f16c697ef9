"""Kinds of units as lists write them, and how the registry calls them."""

from rules.folding import fold

_OTHER_NAMES = {
    "Mầm non": "mn, truong mam non, mau giao, truong mau giao, nha tre, truong mn",
    "Tiểu học": "th, cap 1, truong tieu hoc, truong th",
    "THCS": "cap 2, trung hoc co so, truong thcs, truong trung hoc co so",
    "THPT": "cap 3, trung hoc pho thong, truong thpt, truong trung hoc pho thong",
    "Nhiều cấp": (
        "nhieu cap hoc, truong nhieu cap, truong nhieu cap hoc, lien cap, truong lien cap, "
        "th thcs, thcs thpt, th thcs thpt, tieu hoc va thcs, thcs va thpt, tieu hoc thcs va thpt"
    ),
    "GDTX": "giao duc thuong xuyen, trung tam gdtx, tt gdtx, trung tam giao duc thuong xuyen",
    "GDNN-GDTX": (
        "gdnn gdtx, trung tam gdnn gdtx, tt gdnn gdtx, giao duc nghe nghiep giao duc thuong xuyen, "
        "trung tam giao duc nghe nghiep giao duc thuong xuyen"
    ),
    "Trực thuộc": "don vi truc thuoc, truc thuoc so",
    "Phòng/ban": "phong, ban, phong ban, phong chuyen mon",
}
_KNOWN = {
    written: kind
    for kind, others in _OTHER_NAMES.items()
    for written in (*others.split(", "), " ".join(fold(kind).replace("-", " ").replace("/", " ").split()))
}


def kind_named(written: str) -> str:
    """«trường mầm non» → «Mầm non»; what we do not know stays as it is written, the Department may have its own."""
    bare = fold(written)
    for sign in "-–—/,&+.":
        bare = bare.replace(sign, " ")
    return _KNOWN.get(" ".join(bare.split()), written)
