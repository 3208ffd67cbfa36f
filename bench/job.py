"""What was asked of the benchmarks."""

import hashlib
import os
from dataclasses import dataclass


@dataclass
class Job:
    build: str           # The build tree that is measured.
    root: str            # The sources.
    names: list          # Figures that are wanted.
    subscriptions: int | None = None  # Due in a bill run, instead of what each figure takes by itself.

    def wants(self, *names):
        return bool(set(names) & set(self.names))

    def stores(self):
        """A folder for stores that are kept from run to run."""
        folder = os.path.join(self.root, "build", "bench")
        os.makedirs(folder, exist_ok=True)
        return folder


def digest_of(root, *paths):
    """Of the content of files, and of all files of folders."""
    found = []
    for path in (os.path.join(root, path) for path in paths):
        if os.path.isdir(path):
            found += [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
        else:
            found.append(path)
    digest = hashlib.sha256()
    for path in sorted(found):
        with open(path, "rb") as file:
            digest.update(os.path.relpath(path, root).encode() + b"\0" + file.read() + b"\0")
    return digest.hexdigest()[:12]
