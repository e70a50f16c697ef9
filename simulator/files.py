"""Files that users and bots sent: known by file_id, kept in a folder, sample content drawn when it is first fetched."""

import secrets
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from simulator import samples

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
THUMBNAIL_SUFFIX = "-s"

MIME = {
    "photo": "image/png",
    "video": "video/mp4",
    "voice": "audio/ogg",
    "audio": "audio/wav",
    "sticker": "image/webp",
    "document": "application/octet-stream",
}


@dataclass(slots=True)
class StoredFile:
    """A file as Telegram knows it. `size` is bytes; width and height are pixels (photos, videos, stickers)."""

    file_id: str
    kind: str
    name: str
    mime: str
    size: int
    number: int
    stored: bool
    width: int = samples.WIDTH
    height: int = samples.HEIGHT

    @property
    def unique_id(self) -> str:
        return f"u{self.number}"

    @property
    def path(self) -> str:
        return f"{self.kind}s/file_{self.number}{PurePosixPath(self.name).suffix[:8]}"


class FileStore:
    """Files below one folder. Made-up ones take no room: their bytes are drawn when somebody downloads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, name: str, mime: str | None, content: bytes | None, size: int | None = None) -> StoredFile:
        """Registers a file. Without content a sample is drawn for it, padded or cut to `size` bytes."""
        number = len(self._by_id) + 1
        drawn = samples.sample(kind, number) if content is None else content
        width, height = samples.picture_size(drawn) or (samples.WIDTH, samples.HEIGHT)
        stored = StoredFile(
            file_id=f"{kind}-{number}-{secrets.token_urlsafe(6)}",
            kind=kind,
            name=name,
            mime=mime or MIME[kind],
            size=len(drawn) if content is not None or size is None else size,
            number=number,
            stored=content is not None,
            width=width,
            height=height,
        )
        if content is not None:
            place = self.folder / stored.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id.removesuffix(THUMBNAIL_SUFFIX))

    def find_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def content(self, file: StoredFile) -> bytes:
        if file.stored:
            return (self.folder / file.path).read_bytes()
        drawn = samples.sample(file.kind, file.number)
        return drawn[: file.size].ljust(file.size, b"\0")

    def forget(self) -> None:
        for file in self._by_id.values():
            if file.stored:
                (self.folder / file.path).unlink(missing_ok=True)
        self._by_id.clear()
        self._by_path.clear()
