"""Deliberately wrong trees, each with the one thing the checker must say about it."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import check_floors  # noqa: E402

FLOORS = """5 main: base domain ports app adapters http
4 http: base domain app
3 app: base domain ports
3 adapters: base domain ports
2 ports: base domain
1 domain: base
0 base:
rooms domain: catalog tax change
"""


class Floors(unittest.TestCase):
    def findings(self, files, floors=FLOORS):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "floors.txt").write_text(floors)
            for path, text in files.items():
                (root / "src" / path).parent.mkdir(parents=True, exist_ok=True)
                (root / "src" / path).write_text(text)
            return check_floors.check(root)

    def assert_one(self, files, *words, floors=FLOORS):
        found = self.findings(files, floors)
        self.assertEqual(len(found), 1, found)
        for word in words:
            self.assertIn(word, found[0])

    def test_includes_that_go_down_are_fine(self):
        self.assertEqual(self.findings({
            "base/money.h": '#include <string>\n#include "base/error_codes.gen.h"\n',
            "domain/change/rules.cpp": '#include "domain/catalog/plan.h"\n#include "domain/change/rules.h"\n',
            "adapters/store/store.cpp": '#include "adapters/store/sql.gen.h"\n#include "ports/store.h"\n#include <sqlite3.h>\n',
            "http/handlers/changes.cpp": '#include "app/change/preview_change.h"\n#include "http/server.h"\n',
            "main/main.cpp": '#include "adapters/store/store.h"\n#include "http/server.h"\n',
        }), [])

    def test_up(self):
        self.assert_one({"domain/tax/tax.cpp": '\n#include "app/context.h"\n'},
                        "src/domain/tax/tax.cpp:2:", "app/context.h", "domain sees base")

    def test_sideways(self):
        self.assert_one({"app/context.h": '#include "adapters/store/store.h"\n'}, "out of sight")
        self.assert_one({"adapters/store/store.h": '#include "app/context.h"\n'}, "out of sight")

    def test_past_a_floor_that_is_not_listed(self):
        self.assert_one({"http/a.cpp": '#include "ports/store.h"\n'}, "http sees base domain app")

    def test_a_later_room(self):
        self.assert_one({"domain/tax/tax.h": '#include "domain/change/change.h"\n'}, "later room", "tax sees only catalog")

    def test_another_adapter(self):
        self.assert_one({"adapters/bank/bank.cpp": '#include "adapters/store/store.h"\n'}, "another adapter")

    def test_an_unknown_folder(self):
        self.assert_one({"app/a.cpp": '#include "util/strings.h"\n'}, "in no floor")
        self.assert_one({"app/a.cpp": '#include "../domain/tax/tax.h"\n'}, "in no floor")
        self.assert_one({"app/a.cpp": '#include "context.h"\n'}, "in no floor")

    def test_an_unknown_room(self):
        self.assert_one({"app/a.cpp": '#include "domain/seats/seat.h"\n'}, "in no room")
        self.assert_one({"domain/seats/seat.h": ""}, "in no room")
        self.assert_one({"domain/seat.h": ""}, "in no room")
        self.assert_one({"adapters/seat.h": ""}, "outside the rooms")

    def test_a_file_on_no_floor(self):
        self.assert_one({"helpers/a.h": ""}, "on no floor")
        self.assert_one({"a.h": ""}, "on no floor")

    def test_our_own_header_in_angles(self):
        self.assert_one({"http/a.cpp": "#include <ports/store.h>\n"}, "with quotes")

    def test_spaces_do_not_hide_an_include(self):
        self.assert_one({"base/a.h": '  #  include   "domain/tax/tax.h"\n'}, "out of sight")

    def test_a_table_that_looks_up(self):
        self.assert_one({"base/a.h": ""}, "looks up or sideways", floors="1 base: app\n2 app: base\n")
        self.assert_one({"base/a.h": ""}, "is no floor", floors="1 base: cellar\n")
        self.assert_one({"base/a.h": ""}, "floors.txt:1:", floors="base\n")

    def test_an_empty_tree_proves_nothing(self):
        self.assert_one({}, "no source file")

    def test_the_exit_code(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "floors.txt").write_text(FLOORS)
            done = subprocess.run([sys.executable, ROOT / "tools/check_floors.py", folder], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout), (1, "src/ holds no source file\n"))


if __name__ == "__main__":
    unittest.main()
