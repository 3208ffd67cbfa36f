"""Small wrong trees, each with the one thing tidy must say about it, and right ones it must leave alone."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))

import tidy  # noqa: E402

README = "# Room\n\n## Owns\na\n\n## Does not own\nb\n\n## Enter by\nc\n\n## Words\nd\n\n## Traps\ne\n"


class TidyRules(unittest.TestCase):
    def findings(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, text in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text)
            return tidy.Tidy(root).check()

    def of_source(self, text, path="src/domain/tax/tax.cpp"):
        room = "/".join(path.split("/")[:3 if path.startswith(("src/domain", "src/adapters")) else 2])
        return self.findings({path: text, f"{room}/README.md": README})

    def assert_one(self, found, *words):
        self.assertEqual(len(found), 1, found)
        for word in words:
            self.assertIn(word, found[0])

    def test_money_is_never_a_binary_fraction(self):
        self.assert_one(self.of_source("int a;\ndouble price = 9.9;\n"), "src/domain/tax/tax.cpp:2:", "base/money.h")
        self.assert_one(self.of_source("float f;\n", "src/ports/a.cpp"), "base/money.h")
        self.assertEqual(self.of_source("double seconds;\n", "src/http/a.cpp"), [])

    def test_words_in_comments_and_strings_are_free(self):
        self.assertEqual(self.of_source('// A double booking.\nauto a = "float"; /* double */\n'
                                        'auto b = R"(using namespace std;)";\nconstexpr int kBig = 1\'000\'000;\n'), [])

    def test_no_clock_and_no_chance(self):
        for text in ("auto now = std::chrono::system_clock::now();", "auto t = std::time(nullptr);", "auto t = time(nullptr);",
                     "int r = rand();", "std::random_device device;"):
            self.assertEqual(len(self.of_source(text + "\n")), 1, text)
        self.assertEqual(self.of_source("auto t = clock.time(); auto u = effective_time(1); auto b = operand(2);\n"), [])

    def test_no_outside_world(self):
        self.assert_one(self.of_source("#include <fstream>\n"), "through a port")
        self.assert_one(self.of_source("#include <boost/json.hpp>\n", "src/app/a.cpp"), "wire/")
        self.assertEqual(self.of_source("#include <boost/json.hpp>\n", "src/wire/a.cpp"), [])

    def test_using_namespace(self):
        self.assert_one(self.of_source("using namespace std;\n"), "using namespace")
        self.assertEqual(self.of_source("using namespace std::chrono_literals;\nusing namespace std::literals;\n"), [])

    def test_a_swallowed_exception(self):
        self.assert_one(self.of_source("void f() {\n    try { g(); } catch (...) {\n        h();\n    }\n}\n"), ":2:", "swallows")
        self.assertEqual(self.of_source("void f() { try { g(); } catch (...) { h(); throw; } }\n"), [])
        self.assertEqual(self.of_source("void f() { try { g(); } catch (...) {\n    // The answer says it.\n} }\n"), [])

    def test_commented_out_code(self):
        for text in ("// return 1;", "    // if (a) {", "// total += line.amount;", "// save(order);", "// }", '// #include "a.h"',
                     "// const auto a = b;"):
            self.assertEqual(len(self.of_source(text + "\n")), 1, text)
        self.assertEqual(self.of_source("// Returns to the customer; what is due stays due;\n// for example (a);\n"
                                        "/// Fails with preview_stale (read again);\n// if nobody paid, nothing changed;\n"), [])

    def test_todo(self):
        self.assert_one(self.of_source("// TODO later\n"), "TODO")
        self.assertEqual(self.of_source("// TODO(12): Round once.\n"), [])

    def test_macros(self):
        self.assert_one(self.of_source("#define MAX(a) a\n"), "macro MAX")
        self.assertEqual(self.of_source("#define ROW(a) a\nROW(1)\n#undef ROW\n"), [])

    def test_try_behind_another_element_in_braces(self):
        for text in ("return Pair{a, TRY(f())};", "Pair p{.a = a, .b = g(1, TRY(f()))};", "save({a, {TRY(f())}});", "Pair p{\n  a,\n  TRY(f())};",
                     "return Pair{TRY(f()), 1, c ? d : TRY(g())};", "save({{\"a\", TRY(f())}});", "save(x->id, Pair{a, TRY(f())});"):
            self.assert_one(self.of_source("Result<void> h() {\n    k();\n    " + text + "\n}\n"), "TRY behind", "a local before the braces")
        for text in ("return Pair{TRY(f()), a};", "int a = 1, b = TRY(f());", "save(a, TRY(f()));", "save(a, {TRY(f())});",
                     "auto c = Pair{a, [&](int d) -> Result<Pair<int, int>> { g(d, e, TRY(f())); }};", "switch (a) { case kB: { g(a, TRY(f())); } }",
                     "auto c = [&] { Pair a{1, 2}, b = TRY(f()); };", "auto c = [&]() mutable { a = g(b, c), d = TRY(f()); };"):
            self.assertEqual(self.of_source("Result<void> h() {\n    " + text + "\n}\n"), [], text)

    def test_a_header_is_included_once(self):
        self.assert_one(self.of_source("int a;\n", "src/domain/tax/tax.h"), "#pragma once")

    def test_default_arguments_on_ports(self):
        head = "#pragma once\n"
        self.assert_one(self.of_source(head + "virtual int load(int limit = 5) = 0;\n", "src/ports/a.h"), "default arguments")
        self.assertEqual(self.of_source(head + "virtual ~A() = default;\nvirtual int load(int limit) = 0;\n", "src/ports/a.h"), [])

    def test_long_lines(self):
        self.assert_one(self.of_source("// " + "a" * 118 + "\n"), "121 columns")

    def test_vendor_names(self):
        self.assert_one(self.of_source('auto a = "Beesbusy";\n'), "Beesbusy")
        self.assert_one(self.findings({"web/portal/Plan.tsx": "const a = 'agorapulse'\n"}), "catalog")
        self.assertEqual(self.findings({"web/portal/Plan.test.tsx": "const a = 'agorapulse'\n",
                                        "examples/beesbusy/catalog.yaml": "name: Beesbusy\n"}), [])

    def test_drawers(self):
        self.assert_one(self.findings({"web/kit/utils.ts": ""}), "drawer")
        found = self.findings({"src/base/helpers/text.h": "#pragma once\n", "src/base/README.md": README})
        self.assert_one(found, "drawer")

    def test_room_readme(self):
        self.assert_one(self.findings({"src/app/a.cpp": ""}), "src/app/README.md:1: missing")
        self.assert_one(self.findings({"src/app/a.cpp": "", "src/app/README.md": "# App\n\n## Owns\n"}), "found Owns")
        self.assert_one(self.findings({"src/app/a.cpp": "", "src/app/README.md": README + "x\n" * 60}), "at most 60")
        bold = "".join(f"**{head}.** text\n\n" for head in tidy.README_HEADS)
        self.assertEqual(self.findings({"src/app/a.cpp": "", "src/app/README.md": bold}), [])

    def test_error_texts(self):
        self.assert_one(self.findings({"api/errors.yaml": "# c\na: {en: One., fr: Un.}\nb: {en: 'Two {x}.', fr: 'Deux.'}\n"}),
                        "api/errors.yaml:3:", "b: en fills in ['x'], fr []")
        self.assert_one(self.findings({"api/errors.yaml": "a: {en: One.}\n"}), "no text in “fr”")

    def test_documents_name_what_exists(self):
        self.assertEqual([], self.findings({"README.md": "```markdown\n[b](docs/none.md)\n```\n"}))
        self.assert_one(self.findings({"README.md": "a\n[b](docs/none.md) [c](https://example.com) [d](/portal/help)\n"}), "README.md:2:", "nowhere")
        self.assert_one(self.findings({"docs/a.md": "see `src/none.cpp` and `settle demo`\n"}), "docs/a.md:1:", "no src/none.cpp")
        self.assertEqual(self.findings({"README.md": "[a](docs/a.md#part), `docs/a.md`\n", "docs/a.md": "a\n"}), [])


if __name__ == "__main__":
    unittest.main()
