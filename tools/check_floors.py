"""Fails when a file of src/ includes something its floor may not see: check_floors.py [ROOT]

floors.txt says who sees whom. A line `LEVEL folder: folders it may see`, each of a lower level; a line
`rooms folder: …` gives the rooms of one floor in their order, each seeing only those before it. The
adapters are rooms without doors: none sees another.
"""
import pathlib
import re
import sys

DOORLESS = "adapters"
SOURCES = {".h", ".hpp", ".cpp", ".cc", ".c", ".inc", ".ipp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


class TableError(Exception):
    """floors.txt itself is wrong."""


def read_floors(text):
    """(what each floor may see, the rooms of the floors that have an order)."""
    level, may_see, rooms = {}, {}, {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head, colon, names = line.partition(":")
        words = head.split()
        if not colon or len(words) != 2 or not (words[0] == "rooms" or words[0].isdigit()):
            raise TableError(f"floors.txt:{number}: write “LEVEL folder: folders” or “rooms folder: rooms”")
        if words[0] == "rooms":
            rooms[words[1]] = names.split()
        elif words[1] in level:
            raise TableError(f"floors.txt:{number}: {words[1]} stands here twice")
        else:
            level[words[1]], may_see[words[1]] = int(words[0]), names.split()
    for folder, seen in may_see.items():
        for other in seen:
            if other not in level:
                raise TableError(f"floors.txt: {folder} sees {other}, which is no floor")
            if level[other] >= level[folder]:
                raise TableError(f"floors.txt: {folder} looks up or sideways to {other}")
    for folder in rooms:
        if folder not in level:
            raise TableError(f"floors.txt: rooms of {folder}, which is no floor")
    return may_see, rooms


def room_of(parts, rooms):
    """The room a path (without src/) is in, or None on a floor without rooms or outside one."""
    has_rooms = parts[0] in rooms or parts[0] == DOORLESS
    return parts[1] if has_rooms and len(parts) > 2 else None


def objection(here, there, may_see, rooms):
    """Why `here` may not include `there` (both split paths), or None."""
    if there[0] not in may_see:
        return "is in no floor of floors.txt; write includes from src/, and libraries with <>"
    if here[0] != there[0]:
        if there[0] not in may_see[here[0]]:
            return f"is out of sight: {here[0]} sees {' '.join(may_see[here[0]]) or 'nothing'}"
    my_room, their_room = room_of(here, rooms), room_of(there, rooms)
    if there[0] in rooms and their_room not in rooms[there[0]]:
        return f"is in no room of floors.txt; {there[0]} has {' '.join(rooms[there[0]])}"
    if here[0] == there[0] and here[0] in rooms:
        order = rooms[here[0]]
        if order.index(their_room) > order.index(my_room):
            return f"is a later room: {my_room} sees only {' '.join(order[:order.index(my_room)]) or 'itself'}"
    if here[0] == there[0] == DOORLESS and my_room != their_room:
        return "is another adapter; adapters do not see each other"
    return None


def check(root):
    """The findings, each `path:line: text`."""
    root = pathlib.Path(root)
    try:
        may_see, rooms = read_floors((root / "floors.txt").read_text())
    except (TableError, OSError) as error:
        return [str(error)]
    findings, files = [], 0
    for path in sorted((root / "src").rglob("*")):
        if path.suffix not in SOURCES or not path.is_file():
            continue
        files += 1
        here, name = path.relative_to(root / "src").parts, path.relative_to(root)
        if len(here) == 1 or here[0] not in may_see:
            findings.append(f"{name}:1: stands on no floor of floors.txt")
            continue
        if here[0] in rooms and room_of(here, rooms) not in rooms[here[0]]:
            findings.append(f"{name}:1: stands in no room of {here[0]}; floors.txt has {' '.join(rooms[here[0]])}")
            continue
        if here[0] == DOORLESS and room_of(here, rooms) is None:
            findings.append(f"{name}:1: stands outside the rooms of {DOORLESS}")
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            include = INCLUDE.match(line)
            if not include:
                continue
            quoted, angled = include.groups()
            if angled is not None:
                if angled.split("/")[0] in may_see and "/" in angled:
                    findings.append(f"{name}:{number}: write our own {angled} with quotes")
                continue
            why = objection(here, pathlib.PurePosixPath(quoted).parts, may_see, rooms)
            if why:
                findings.append(f"{name}:{number}: {quoted} {why}")
    if not files:
        findings.append("src/ holds no source file")
    return findings


if __name__ == "__main__":
    found = check(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent)
    print("\n".join(found) if found else "every include goes down")
    sys.exit(1 if found else 0)
