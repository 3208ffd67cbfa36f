"""The tools around the benchmarks: names, sizes, and what is printed."""

import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BENCH = os.path.join(ROOT, "bench")
sys.path.insert(0, BENCH)

from figure import Figure  # noqa: E402
from job import Job, digest_of  # noqa: E402


def run(*arguments):
    return subprocess.run([sys.executable, os.path.join(BENCH, "run.py"), *arguments], capture_output=True, text=True,
                          check=False)


class Names(unittest.TestCase):
    def test_known_names_pass_the_check(self):
        self.assertEqual(run("--check", "bill_run_10m_sqlite_seconds", "--subscriptions", "200").returncode, 0)

    def test_an_unknown_name_is_told_with_those_there_are(self):
        done = run("--check", "bill_run")
        self.assertEqual(done.returncode, 2)
        self.assertIn("unknown figure bill_run; known: ", done.stderr)
        self.assertIn("insert_substrate_sqlite_per_second", done.stderr)

    def test_no_subscriptions_are_no_run(self):
        for wrong in ("0", "-1", "many", "1.5"):
            done = run("--check", "--subscriptions=" + wrong)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertIn(f"{wrong} is no number from 1 on", done.stderr)

    def test_a_program_that_is_not_built_is_told(self):
        done = run("--build", "/nowhere", "renewal_disk_bytes")
        self.assertEqual(done.returncode, 1)
        self.assertIn("/nowhere/bench/settle_bill_bench is not built", done.stderr)


class Parts(unittest.TestCase):
    def test_a_job_wants_what_it_names(self):
        job = Job("build", ROOT, ["a", "b"])
        self.assertTrue(job.wants("b", "c"))
        self.assertFalse(job.wants("c"))

    def test_a_digest_is_another_when_a_file_is_renamed_or_changed(self):
        with tempfile.TemporaryDirectory() as folder:
            def write(name, text):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
                return digest_of(folder, ".")
            first = write("a", "1")
            self.assertEqual(first, write("a", "1"))
            self.assertNotEqual(first, write("a", "2"))
            write("a", "1")
            os.rename(os.path.join(folder, "a"), os.path.join(folder, "b"))
            self.assertNotEqual(first, digest_of(folder, "."))

    def test_a_figure_is_one_line_with_what_stands_beside_it(self):
        line = Figure("name", 3.5, "s", {"subscriptions": 200}).line(1.234)
        self.assertEqual(line, "name 3.5 s  subscriptions=200 load=1.23")


if __name__ == "__main__":
    unittest.main()
