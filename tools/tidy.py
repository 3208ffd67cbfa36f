"""Fails on what the house forbids and a compiler allows: tidy.py [ROOT]

Every finding names the file, the line, and what to write instead.
"""
import pathlib
import re
import sys

PURE = ("base", "domain", "app")
CPP = {".h", ".cpp"}
LINE_MAX = 120
README_LINES_MAX = 60
README_HEADS = ("Owns", "Does not own", "Enter by", "Words", "Traps")
# A drawer without a noun fills up with everything.
DRAWERS = {"util", "utils", "utilities", "common", "helper", "helpers", "misc"}
# The path of an example, as help texts show it, is no knowledge of a vendor.
VENDORS = re.compile(r"(?<!examples/)(?:workstaff|agorapulse|beesbusy)", re.IGNORECASE)
MACROS = {"TRY", "TRY_VOID", "ENSURE"}
DETAIL_FOLDERS = {"node_modules", "dist", "build", ".cache", "coverage"}

# (pattern in the code without comments and strings, floors, what to do instead)
BANNED = [
    (r"\b(?:double|float)\b", PURE + ("ports",),
     "use Money, UnitPrice, Ratio or Percent of base/money.h: binary fractions lose cents"),
    (r"\b(?:std::)?s?rand\s*\(|\brandom_device\b|\bmt19937(?:_64)?\b", PURE,
     "ask ports/id_source.h: a decision must give the same answer twice"),
    (r"(?<![\w.>:])(?:std::)?time\s*\(|\b(?:localtime|gmtime|gettimeofday)(?:_r)?\s*\("
     r"|\b(?:system|steady|high_resolution)_clock::now\b", PURE,
     "take the date or instant as an argument; a use case reads ports/clock.h once"),
    (r"\b(?:sleep_for|sleep_until|usleep|getenv)\s*\(", PURE,
     "waiting and settings belong to main/ and engine/"),
    (r"#\s*include\s*<(?:iostream|fstream|filesystem|cstdio|thread|random)>", PURE,
     "no input, output, threads or chance on this floor: go through a port"),
    (r"#\s*include\s*<boost/json", PURE + ("ports",),
     "JSON is made and read in wire/ and in the adapters"),
    (r"#\s*include\s*<(?:sqlite3|libpq|curl|openssl|boost/(?:asio|beast))", PURE + ("ports",),
     "a library of the outside world belongs to one adapter or to http/"),
]
BANNED = [(re.compile(pattern), floors, instead) for pattern, floors, instead in BANNED]

# Literal suffixes have no other door than a using directive.
USING = re.compile(r"\busing\s+namespace\s+(?!std::(?:literals|(?:\w+::)*\w*_literals)\b)")
DEFINE = re.compile(r"^\s*#\s*define\s+(\w+)")
CATCH_ALL = re.compile(r"\bcatch\s*\(\s*\.\.\.\s*\)\s*\{")
PORT_DEFAULT = re.compile(r"\bvirtual\b[^;{]*\([^;{]*=[^;{]*\)[^;{]*[;{]")
TODO = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
TODO_FORM = re.compile(r"\bTODO\(\d+\): [A-Z].*\.")
CODE_IN_COMMENT = re.compile(
    r"^\s*//+\s*(?:"
    r"(?:if|while|switch)\s*\(.*[;{]\s*$|for\s*\([^)]*[;:].*[;{]\s*$|else\s*\{\s*$"
    r"|(?:return|throw|delete)\b\s*[^\s;]*;\s*$"
    r"|(?:auto|const|static|using|void|int|std::\w+)\b.*[=({].*[;{]\s*$"
    r"|#\s*include\b.*"
    r"|[\w.:>\-\[\]]+(?:\s*\([^)]*\)|\s*[-+*/]?=\s*.+);\s*$"
    r"|[{}]\s*$)")


# What stands before a brace that opens a block, not a braced initialiser.
BLOCK_BEFORE = re.compile(
    r"(?:[);}\]:]|\b(?:else|do|try|const|noexcept|mutable|override|final)"
    r"|\)\s*(?:mutable\s+|noexcept\s+)*->\s*(?:const\s+)?[\w:]+(?:<[^;{}()]*>)?[\s*&]*)$")
TRY = re.compile(r"\bTRY\(")

# A path in backticks that a document holds the reader to.
NAMED_FILE = re.compile(r"`((?:src|web|tests|tools|script|api|examples|docs|data|cmake|bench)/[\w./-]+)`")


def without_comments_and_strings(text):
    """The code with comments and the insides of literals blanked, of the same lines and columns."""
    pattern = re.compile(
        r'R"(?P<mark>[^(\s]{0,16})\(.*?\)(?P=mark)"'
        r'|"(?:\\.|[^"\\\n])*"'
        r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"
        r"|//[^\n]*|/\*.*?\*/", re.DOTALL)
    keep_include = re.compile(r'^\s*#\s*include\s*"', re.MULTILINE)
    include_lines = {match.start() for match in keep_include.finditer(text)}

    def blank(match):
        line_start = text.rfind("\n", 0, match.start()) + 1
        if line_start in include_lines:
            return match[0]
        return re.sub(r"[^\n]", " ", match[0])

    return pattern.sub(blank, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def block_from(code, brace):
    """The end of the block that opens at `brace`."""
    depth = 0
    for position in range(brace, len(code)):
        depth += {"{": 1, "}": -1}.get(code[position], 0)
        if depth == 0:
            return position
    return len(code)


def stands_behind_an_element(code, position):
    """Whether a braced initialiser around what stands at `position` has another element before it."""
    depth, is_behind = 0, False
    while position > 0:
        position -= 1
        sign = code[position]
        if sign in ")]}":
            depth += 1
        elif sign in "([{" and depth > 0:
            depth -= 1
        elif sign == "{":
            if BLOCK_BEFORE.search(code[max(0, position - 200):position].rstrip()):
                return False
            if is_behind:
                return True
        elif sign in "([":
            is_behind = False  # The commas until here were those of a call.
        elif depth == 0 and sign == ",":
            is_behind = True
        elif depth == 0 and sign == ";":
            return False
    return False


class Tidy:
    def __init__(self, root):
        self.root, self.findings = pathlib.Path(root), []

    def say(self, path, line, text):
        self.findings.append(f"{path.relative_to(self.root)}:{line}: {text}")

    def files(self, folder, suffixes):
        base = self.root / folder
        for path in sorted(base.rglob("*")) if base.is_dir() else []:
            if path.suffix in suffixes and path.is_file() and not DETAIL_FOLDERS & set(path.relative_to(base).parts):
                yield path

    # One file ---------------------------------------------------------------------------------------

    def cpp_file(self, path):
        text = path.read_text(errors="replace")
        code = without_comments_and_strings(text)
        parts = path.relative_to(self.root).parts
        floor = parts[1] if parts[0] == "src" and len(parts) > 2 else ""
        self.lines(path, text)
        for pattern, floors, instead in BANNED:
            if floor in floors:
                for match in pattern.finditer(code):
                    self.say(path, line_of(code, match.start()), f"“{match[0].strip()}”: {instead}")
        for match in CATCH_ALL.finditer(code):
            block = slice(match.end() - 1, block_from(code, match.end() - 1) + 1)
            if not re.search(r"\bthrow\s*;", code[block]) and "//" not in text[block]:
                self.say(path, line_of(code, match.start()),
                         "“catch (...)” swallows: rethrow with “throw;”, or say inside why nothing is lost")
        for match in TRY.finditer(code):
            if stands_behind_an_element(code, match.start()):
                self.say(path, line_of(code, match.start()),
                         "TRY behind another element in braces: GCC 12 leaks what the braces have built when it "
                         "returns; put its value into a local before the braces")
        if parts[0] == "src":
            self.source_file(path, floor, text, code)
        self.comments(path, text)

    def source_file(self, path, floor, text, code):
        for match in USING.finditer(code):
            self.say(path, line_of(code, match.start()),
                     "“using namespace”: write the names, or a using declaration")
        for number, line in enumerate(code.splitlines(), 1):
            macro = DEFINE.match(line)
            # A macro that its own file forgets again writes a list once and reaches nobody else.
            known = macro and (macro[1] in MACROS or macro[1].startswith("SETTLE_TRY"))
            if macro and not known and not re.search(rf"#\s*undef\s+{macro[1]}\b", code):
                self.say(path, number, f"macro {macro[1]}: write a constant or a function, or #undef it below; "
                                       f"the house has only {', '.join(sorted(MACROS))}")
        if path.suffix == ".h" and "#pragma once" not in text:
            self.say(path, 1, "a header begins with #pragma once")
        if floor == "ports":
            for match in PORT_DEFAULT.finditer(code):
                self.say(path, line_of(code, match.start()),
                         "no default arguments on ports: an adapter and its caller could disagree")
        for match in VENDORS.finditer(text):
            self.say(path, line_of(text, match.start()),
                     f"“{match[0]}”: what differs per vendor is data of examples/, never code")

    def lines(self, path, text):
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > LINE_MAX:
                self.say(path, number, f"{len(line)} columns; at most {LINE_MAX}")

    def comments(self, path, text):
        for number, line in enumerate(text.splitlines(), 1):
            mark = TODO.search(line)
            if mark and not TODO_FORM.search(line):
                self.say(path, number, f"{mark[0]}: write “TODO(issue number): Sentence.”, or do it")
            if CODE_IN_COMMENT.match(line):
                self.say(path, number, "commented-out code: delete it, the history keeps it")

    def web_file(self, path):
        text = path.read_text(errors="replace")
        self.comments(path, text)
        if ".test." in path.name:
            return
        for match in VENDORS.finditer(text):
            self.say(path, line_of(text, match.start()),
                     f"“{match[0]}”: what differs per vendor comes from the catalog")

    # The whole tree ---------------------------------------------------------------------------------

    def drawers(self):
        for folder in ("src", "web", "tests", "tools", "bench", "api"):
            base = self.root / folder
            for path in sorted(base.rglob("*")) if base.is_dir() else []:
                inside = path.relative_to(base).parts
                if DETAIL_FOLDERS & set(inside):
                    continue
                if path.name.split(".")[0].lower() in DRAWERS:
                    self.say(path, 1, f"“{path.name}” is a drawer without a noun: "
                                      "name the concept, in the lowest room that owns it")

    def rooms(self):
        """Folders of src/ that own a word: a floor, or a room of domain/ or adapters/."""
        src = self.root / "src"
        for floor in sorted(src.iterdir()) if src.is_dir() else []:
            if not floor.is_dir():
                continue
            rooms = [floor]
            if floor.name in ("domain", "adapters"):
                rooms = [room for room in sorted(floor.iterdir()) if room.is_dir()]
            yield from (room for room in rooms if any(path.suffix in CPP for path in room.rglob("*")))

    def room_readmes(self):
        for room in self.rooms():
            readme = room / "README.md"
            if not readme.exists():
                self.say(readme, 1, f"missing; its heads are {' · '.join(README_HEADS)}")
                continue
            lines = readme.read_text().splitlines()
            heads = [match[1].strip() for line in lines
                     if (match := re.match(r"(?:#+\s*|\*\*)([A-Z][a-z ]+?)(?:\.?\*\*|\s*$)", line))]
            found = [head for head in heads if head in README_HEADS]
            if found != list(README_HEADS):
                self.say(readme, 1, f"its heads are {' · '.join(README_HEADS)}, in this order; "
                                    f"found {' · '.join(found) or 'none'}")
            if len(lines) > README_LINES_MAX:
                self.say(readme, len(lines), f"{len(lines)} lines; at most {README_LINES_MAX}: "
                                             "what is longer belongs to the headers")

    def document_paths(self):
        """Links of the documents, and the files they name in `back quotes`, exist."""
        places = [self.root, *(self.root / folder for folder in ("docs", "examples", "src"))]
        documents = [path for place in places for path in
                     (sorted(place.rglob("*.md")) if place != self.root else sorted(place.glob("*.md")))]
        for path in documents:
            # What stands in a fence shows how to write something; it is not a link of this document.
            text = re.sub(r"^```.*?^```", lambda fence: re.sub(r"[^\n]", " ", fence[0]), path.read_text(),
                          flags=re.MULTILINE | re.DOTALL)
            for match in re.finditer(r"\]\((?!https?:|mailto:|#|/portal\b|\{\{)([^)#\s]+)[^)]*\)", text):
                if not (path.parent / match[1]).exists():
                    self.say(path, line_of(text, match.start()), f"the link {match[1]} leads nowhere")
            for match in NAMED_FILE.finditer(text):
                if not (self.root / match[1]).exists():
                    self.say(path, line_of(text, match.start()), f"there is no {match[1]}")

    def error_texts(self):
        path = self.root / "api" / "errors.yaml"
        if not path.exists():
            return
        import yaml  # Debian's python3-yaml; only this check needs it.
        text = path.read_text()
        for code, row in yaml.safe_load(text).items():
            position = re.search(rf"^{re.escape(code)}:", text, re.MULTILINE)
            line = line_of(text, position.start()) if position else 1
            params = {}
            for language in ("en", "fr"):
                words = str(row.get(language) or "").strip()
                if not words:
                    self.say(path, line, f"{code} has no text in “{language}”")
                params[language] = sorted(set(re.findall(r"\{(\w+)\}", words)))
            if params["en"] != params["fr"]:
                self.say(path, line, f"{code}: en fills in {params['en']}, fr {params['fr']}; both must say the same")

    def check(self):
        for folder in ("src", "tests", "bench"):
            for path in self.files(folder, CPP):
                self.cpp_file(path)
        for folder in ("web/portal", "web/desk", "web/kit"):
            for path in self.files(folder, {".ts", ".tsx", ".css", ".html"}):
                self.web_file(path)
        for path in self.files("src", {".sql"}):
            for match in VENDORS.finditer(path.read_text(errors="replace")):
                self.say(path, 1, f"“{match[0]}”: what differs per vendor is data of examples/, never code")
        for folder in ("tools", "script"):
            for path in self.files(folder, {".py"}):
                self.lines(path, path.read_text())
        self.drawers()
        self.room_readmes()
        self.error_texts()
        self.document_paths()
        return self.findings


def main():
    findings = Tidy(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent).check()
    print("\n".join(findings) if findings else "tidy")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
