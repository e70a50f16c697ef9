"""Files that a loss of power leaves whole: content is on the disk first, then the name and the folder that holds it."""

import contextlib
import os
from pathlib import Path


def settle(temporary: Path, path: Path) -> None:
    """Gives a written file its name, instead of what has that name; whenever it is cut off, one of them is there.

    Both lie on the same disk.
    """
    handle = os.open(temporary, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """The names in it are on the disk, where a file system lets that be asked for."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
