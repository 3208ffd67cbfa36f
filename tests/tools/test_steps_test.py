"""What script/test reads in the output of the test programs, and that no failure gets lost there."""
import importlib.util
import pathlib
import unittest

PATH = pathlib.Path(__file__).resolve().parents[2] / "script" / "test_steps.py"
spec = importlib.util.spec_from_file_location("test_steps", PATH)
steps = importlib.util.module_from_spec(spec)
spec.loader.exec_module(steps)

CTEST = """
1: [doctest] test cases:  3 |  3 passed | 0 failed | 0 skipped
1/4 Test #1: base .............................   Passed    0.01 sec
2: [doctest] test cases: 20 | 18 passed | 2 failed | 0 skipped
2/4 Test #2: domain/tax .......................***Failed    0.21 sec
3: half a line
3/4 Test #3: app ..............................***Exception: SegFault  0.10 sec
4: [doctest] test cases: 5 | 5 passed | 0 failed | 0 skipped
4/4 Test #4: http .............................***Failed    0.10 sec
6/7 Test #6: must_not_compile/id_from_text ....   Passed    0.61 sec
7: [doctest] test cases: 0 | 0 passed | 0 failed | 0 skipped
7/7 Test #7: wire .............................   Passed    0.01 sec
"""


class Counting(unittest.TestCase):
    def assert_counts(self, counts, passed, failed):
        self.assertEqual((counts.passed, counts.failed), (passed, failed))

    def test_ctest(self):
        # A program that dies, fails after its last case (a leak), or has no case counts as one failure.
        self.assert_counts(steps.counts_of_ctest(CTEST), 27, 5)
        self.assert_counts(steps.counts_of_ctest("No tests were found!!!"), 0, 0)

    def test_a_program_that_ran_nothing_failed(self):
        self.assert_counts(steps.never_less(steps.Counts(), 0), 0, 1)
        self.assert_counts(steps.never_less(steps.Counts(3, 0), 1), 3, 1)
        self.assert_counts(steps.never_less(steps.Counts(3, 2), 1), 3, 2)

    def test_vitest(self):
        self.assert_counts(steps.counts_of_vitest(" Test Files  2 passed (2)\n      Tests  1 failed | 31 passed (32)\n"), 31, 1)
        self.assert_counts(steps.counts_of_vitest("      Tests  7 passed (7)\n"), 7, 0)

    def test_node_and_plain_summaries(self):
        self.assert_counts(steps.counts_of_any("ℹ tests 5\nℹ pass 4\nℹ fail 1\nℹ cancelled 1\n"), 4, 2)
        self.assert_counts(steps.counts_of_any("# pass 2\n# fail 0\n# pass 3\n# fail 0\n"), 5, 0)
        self.assert_counts(steps.counts_of_any("1 passed, 1 failed\nlater\n12 passed, 0 failed\n"), 12, 0)

    def test_unittest(self):
        self.assert_counts(steps.counts_of_unittest("Ran 9 tests in 0.1s\n\nFAILED (failures=1, errors=2)\n"), 6, 3)
        self.assert_counts(steps.counts_of_unittest("Ran 9 tests in 0.1s\n\nOK\n"), 9, 0)

    def test_what_was_played_once_more_is_named(self):
        text = ("ok    browser: one  (3 ms)\n"
                "UNSTEADY  the scenario below failed, and is played once more\n        Error: no\n            at x\n"
                "ok    browser: two  (7 ms)\n"
                "UNSTEADY  the scenario below failed, and is played once more\n        Error: no\n\n        more\n"
                "FAIL  browser: three  (9 ms)\n        Error: no\n")
        self.assertEqual(steps.unsteady_remark(text), "played once more: browser: two; browser: three")
        self.assertEqual(steps.unsteady_remark("ok    browser: one  (3 ms)\n"), "")


if __name__ == "__main__":
    unittest.main()
