"""The steps of script/test: each says in one line what it counted and how long it took.

A step that fails shows the end of its log and the next one runs all the same, so that one run tells
everything that is wrong. A part that is missing fails: nothing is skipped in silence.
"""
import argparse
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "test-logs"
# A run checks one share of the kill tests; as many runs in a row as there are shares check them all.
KILL_SHARES = 27
TAIL_LINES = 30
NAMES_SHOWN_MAX = 8
# No step takes this long on two cores; one that hangs must not eat the time of all others.
STEP_SECONDS_MAX = 2700

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Counts:
    def __init__(self, passed=0, failed=0):
        self.passed, self.failed = passed, failed

    def __add__(self, other):
        return Counts(self.passed + other.passed, self.failed + other.failed)

    def __str__(self):
        return f"{self.passed} passed" + (f", {self.failed} failed" if self.failed else "")


class Run:
    """One step under way: where it logs, and how it runs commands."""

    def __init__(self, name, options):
        self.name, self.options = name, options
        self.path = LOGS / f"{name}.log"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.log = self.path.open("w")
        self.deadline = time.monotonic() + STEP_SECONDS_MAX
        self.failures = []
        self.failed_outputs = []
        self.remark = ""  # Said in the step's line, beside the counts.

    def note(self, text):
        self.log.write(text + "\n")
        self.log.flush()

    def command(self, *command, env=None, cwd=ROOT, keep=True):
        """Runs it, adds its output to the log, and answers (exit code, output)."""
        command = [str(part) for part in command]
        if keep:
            self.note("$ " + " ".join(command))
        try:
            process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        except OSError as failure:
            code, output = 127, str(failure).encode()
        else:
            code, output = self.finish(process)
        text = ANSI.sub("", output.decode(errors="replace"))
        if keep:
            self.note(text)
            if code:
                self.failed_outputs.append("$ " + " ".join(command) + "\n" + text)
        return code, text

    def check(self, name, code):
        """A check without cases of its own counts as one; a failed one is named in the step's line."""
        if code:
            self.failures.append(name)
        return Counts(0, 1) if code else Counts(1, 0)

    def finish(self, process):
        try:
            output, _ = process.communicate(timeout=max(1, self.deadline - time.monotonic()))
            return process.returncode, output
        except (subprocess.TimeoutExpired, KeyboardInterrupt) as stop:
            # The whole session of the command: what it started would hold the pipe open, and the port.
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
            if isinstance(stop, KeyboardInterrupt):
                raise
            return 124, output + b"\nstopped: it took too long\n"

    def shell(self, function, *arguments):
        """Runs a function of script/lib.sh."""
        return self.command("bash", "-c", 'source script/lib.sh; "$@"', "bash", function, *arguments)


def never_less(counts, code):
    """A program that says it failed counts at least one failure, one that ran nothing too."""
    if code != 0 and counts.failed == 0:
        return Counts(counts.passed, 1)
    if counts.passed + counts.failed == 0:
        return Counts(0, 1)
    return counts


# What the test programs print ------------------------------------------------------------------------

DOCTEST = re.compile(r"\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed")
CTEST_LINE = re.compile(r"^\s*\d+/\d+ Test\s+#(\d+): (\S+) \.*\s*(.*?)\s+[\d.]+ sec", re.MULTILINE)
VITEST = re.compile(r"^\s*Tests\s+(.*)$", re.MULTILINE)
PLAIN = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed", re.MULTILINE)
NODE_TEST = re.compile(r"^(?:#|ℹ) (pass|fail|cancelled) (\d+)$", re.MULTILINE)
UNITTEST = re.compile(r"^Ran (\d+) tests? in", re.MULTILINE)
UNITTEST_BAD = re.compile(r"^FAILED \((.*)\)$", re.MULTILINE)


def failed_programs(output):
    return [name for _, name, verdict in CTEST_LINE.findall(output) if verdict != "Passed"]


def output_of_failed_programs(output):
    """Their lines only, without the number that ctest puts before each."""
    numbers = {number for number, _, verdict in CTEST_LINE.findall(output) if verdict != "Passed"}
    return "\n".join(text for number, text in re.findall(r"^(\d+): (.*)$", output, re.MULTILINE) if number in numbers)


def counts_of_ctest(output):
    """The doctest cases of every program that ctest ran. Another command counts as one case, and so does a
    program that died."""
    cases = {}
    for number, text in re.findall(r"^(\d+): (.*)$", output, re.MULTILINE):
        found = DOCTEST.search(text)
        if found:
            cases[number] = Counts(int(found[1]), int(found[2]))
    total = Counts()
    for number, _, verdict in CTEST_LINE.findall(output):
        passed = verdict == "Passed"
        if number in cases:
            total += never_less(cases[number], 0 if passed else 1)
        else:
            total += Counts(1, 0) if passed else Counts(0, 1)
    return total


def counts_of_vitest(output):
    found = VITEST.findall(output)
    if not found:
        return Counts()
    number = {word: int(count) for count, word in re.findall(r"(\d+) (passed|failed)", found[-1])}
    return Counts(number.get("passed", 0), number.get("failed", 0))


def counts_of_any(output):
    """Of a program that ends with the plain line, or else with node's own test summary."""
    plain = PLAIN.findall(output)
    if plain:
        return Counts(int(plain[-1][0]), int(plain[-1][1]))
    total = Counts()
    for word, count in NODE_TEST.findall(output):
        total += Counts(int(count), 0) if word == "pass" else Counts(0, int(count))
    return total


def counts_of_unittest(output):
    ran = sum(int(count) for count in UNITTEST.findall(output))
    bad = sum(int(count) for line in UNITTEST_BAD.findall(output)
              for count in re.findall(r"(?:failures|errors)=(\d+)", line))
    return Counts(max(0, ran - bad), bad)


# The steps -------------------------------------------------------------------------------------------

def floors(run):
    """No file includes what its floor may not see."""
    return run.check("floors", run.command(sys.executable, "tools/check_floors.py")[0])


def tidy(run):
    """The house rules a compiler does not know."""
    return run.check("tidy", run.command(sys.executable, "tools/tidy.py")[0])


def formatted(run):
    """Every C++ file is as the formatter writes it."""
    return run.check("format", run.command("script/format", "--check")[0])


def tools(run):
    """The tests of the tools themselves."""
    code, output = run.command(sys.executable, "-m", "unittest", "discover", "-s", "tests/tools",
                               "-p", "*_test.py")
    return never_less(counts_of_unittest(output), code)


def web(run):
    """Generated client, types, style, unit tests and size of the web pages."""
    if run.shell("web_packages")[0]:
        return run.check("pnpm install", 1)
    total = Counts()
    for script in ("gen:check", "typecheck", "lint"):
        total += run.check(script, run.command("pnpm", "--dir", "web", "run", script)[0])
    code, output = run.command("pnpm", "--dir", "web", "run", "test")
    units = never_less(counts_of_vitest(output), code)
    if units.failed:
        run.failures.append("unit tests")
    total += units + run.check("pages", run.shell("web_pages")[0])
    return total + run.check("size", run.command("pnpm", "--dir", "web", "run", "size")[0])


def build(run):
    """The program and every test program, without a warning."""
    if run.options.fast and any((ROOT / "web" / "dist").glob("*")):
        pages = 0  # The daily loop of C++ does not wait for pages that nobody looks at.
    else:
        pages = run.shell("web_pages")[0]
    total = run.check("web pages", pages)
    if run.shell("configure", "dev")[0]:
        return total + run.check("cmake", 1)
    # -k 0: one run shows every file that does not compile, and the programs that do are still tested.
    return total + run.check("compiler", run.command("ninja", "-C", "build/dev", "-k", "0")[0])


def tell_ctest(run, tree, *arguments, env=None):
    code, output = run.command("ctest", "--test-dir", tree, "-V", "-j", "2", "--no-tests=error", *arguments, env=env)
    run.failures += failed_programs(output)
    if code and failed_programs(output):
        run.failed_outputs[-1] = output_of_failed_programs(output)
    return never_less(counts_of_ctest(output), code)


def unit(run):
    """The doctest programs, one per room."""
    return tell_ctest(run, "build/dev")


def settle_program():
    return ROOT / "build" / "dev" / "settle"


def tell_stories(run, program, env=None):
    files = sorted((ROOT / "tests" / "stories").rglob("*.yaml"))
    if not files:
        run.note("tests/stories holds no story")
        return Counts(0, 1)

    def tell(path):
        return path, *run.command(program, "simulate", path.relative_to(ROOT), env=env, keep=False)

    total = Counts()
    with ThreadPoolExecutor(2) as pool:
        for path, code, output in pool.map(tell, files):
            total += run.check(path.stem, code)
            run.note(f"{'ok    ' if code == 0 else 'FAILED'} {path.relative_to(ROOT)}" +
                     ("" if code == 0 else f" (exit {code})\n{output}"))
    return total


def stories(run):
    """Every story ends as it says."""
    return tell_stories(run, settle_program())


def bench(run):
    """The benchmarks still measure: a bill run of a few, on either database, and the desk beside it. What they say is
    no matter here."""
    if run.command("ninja", "-C", "build/dev", "settle", "settle_bill_bench")[0]:
        return run.check("compiler", 1)
    total = Counts()
    for figure in ("bill_run_1m_sqlite_seconds", "renewals_saved_method_sqlite_per_second",
                   "renewals_postgres_per_second", "run_read_p99_ratio", "desk_customer_p95_ms",
                   "desk_what_if_100k_seconds"):
        total += run.check(figure, run.command(sys.executable, "bench/run.py", "--build", "build/dev",
                                               "--subscriptions", "200", figure)[0])
    return total


def broken(run):
    """Wrong stories and catalogs end with exit 2, the file, the line, and what is wrong there.

    Beside `x.yaml` (or a folder `x/`) stands `x.expected`: lines `[FILE][:LINE]: words of the message`, all of
    which the program must say.
    """
    total = Counts()
    for expected in sorted((ROOT / "tests" / "broken").rglob("*.expected")):
        path = expected.with_suffix("") / "catalog.yaml" if expected.with_suffix("").is_dir() else \
            expected.with_suffix(".yaml")
        check = ("catalog", "check") if "catalog" in expected.relative_to(ROOT).parts else ("simulate",)
        code, output = run.command(settle_program(), *check, path.relative_to(ROOT), keep=False)
        problems = [line.partition(": ") for line in expected.read_text().splitlines() if line.strip()]
        said = problems and all((path.name + where if where.startswith(":") else where) in output and what in output
                                for where, _, what in problems)
        good = code == 2 and said
        total += run.check(expected.stem, 0 if good else 1)
        run.note(f"{'ok    ' if good else 'FAILED'} {path.relative_to(ROOT)}" +
                 ("" if good else f" (exit {code}, wanted 2 and what {expected.name} says)\n{output}"))
    if not total.passed + total.failed:
        run.note("tests/broken holds no .expected file")
        return Counts(0, 1)
    return total


def run_folder(run, folder, *arguments):
    program = ROOT / "tests" / folder / "run"
    if not program.exists():
        run.note(f"tests/{folder}/run is missing")
        return Counts(0, 1)
    code, output = run.command(program, *arguments, env={"SETTLE": str(settle_program()), "SETTLE_ROOT": str(ROOT)})
    return never_less(counts_of_any(output), code)


UNSTEADY = re.compile(r"^UNSTEADY .*\n(?:(?: .*)?\n)*(?:ok|FAIL) +(.*?)(?:  \(\d+ ms\))?$", re.MULTILINE)


def unsteady_remark(text):
    """Which scenarios of the browser only passed, or failed, when they were played once more."""
    names = UNSTEADY.findall(text)
    return f"played once more: {'; '.join(names)}" if names else ""


def e2e(run):
    """The running program over HTTP, and the pages in a browser."""
    counts = run_folder(run, "e2e")
    run.log.flush()
    run.remark = unsteady_remark(run.path.read_text(errors="replace"))
    return counts


KILLS = re.compile(r"^\d+ kills \(.*$", re.MULTILINE)


def kills(run):
    """The process killed at every point where it could lose something, on both databases."""
    share = "1/1"
    if not run.options.slow:
        _, count = run.command("git", "rev-list", "--count", "HEAD")
        turn = int(count.strip() or 0) % KILL_SHARES + 1 if count.strip().isdigit() else 1
        share = f"{turn}/{KILL_SHARES}"
    counts = run_folder(run, "kills", "--database", "both", "--share", share)
    run.log.flush()
    if said := KILLS.search(run.path.read_text(errors="replace")):
        run.remark = said[0]
    return counts


def faults(run):
    """The disk full or failing, the database killed or cut off, while customers order and the engine bills."""
    return run_folder(run, "faults", *(["--slow"] if run.options.slow else []))


def sanitized(run):
    """Stories and tests with address and undefined-behaviour sanitizers: every room's tests with --slow."""
    if run.shell("configure", "sanitize")[0]:
        return run.check("cmake", 1)
    rooms = r"." if run.options.slow else r"^(base|domain/.*|app|wire|cli)$"
    _, listed = run.command("ctest", "--test-dir", "build/sanitize", "-N", "-R", rooms)
    names = [name for name in re.findall(r"Test +#\d+: (\S+)", listed) if not name.startswith("must_")]
    if not names:
        return Counts(0, 1)
    # A program that is run on both databases has two names here.
    targets = sorted({"test_" + name.removesuffix("_on_postgres").replace("/", "_") for name in names})
    total = run.check("compiler", run.command("ninja", "-C", "build/sanitize", "-k", "0", "settle", *targets)[0])
    strict = {"ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1",
              "LSAN_OPTIONS": f"suppressions={ROOT / 'tests' / 'leaks.supp'}:print_suppressions=0",
              "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"}
    total += tell_ctest(run, "build/sanitize", "-R", rooms, "-E", "^must_", env=strict)
    return total + tell_stories(run, ROOT / "build" / "sanitize" / "settle", strict)


STEPS = {step.__name__: step for step in (
    floors, tidy, formatted, tools, web, build, unit, stories, broken, bench, e2e, sanitized, kills,
    faults)}
FAST = ("build", "unit", "stories")


FAILURE_WORDS = re.compile(r"error:|ERROR:|\bFAIL\b|\bFAILED|\bFailed|✗|AssertionError")

# Says of one case that it passed: of no interest beside a failure.
PASSED_LINE = re.compile(r"ok    |\s*(?:✓|✔) |\s*\d+/\d+ Test +#\d+: .* Passed ")


def show_failures(run):
    """What the commands that failed said at their end, or the log's end."""
    for text in run.failed_outputs or [run.path.read_text(errors="replace")]:
        lines = [line[:300] for line in text.rstrip().splitlines() if line.strip() and not PASSED_LINE.match(line)]
        # The beginning of what went wrong is rarely the end of the output: lines that name a failure come first.
        telling = [line for line in lines[:-TAIL_LINES] if FAILURE_WORDS.search(line)][:TAIL_LINES]
        for line in telling + ["…"] * bool(telling) + lines[-TAIL_LINES:]:
            print("    " + line)
    print(f"    ({run.path.relative_to(ROOT)})")


def main():
    parser = argparse.ArgumentParser(prog="script/test", description="Runs every test and check.")
    parser.add_argument("steps", nargs="*", metavar="STEP", help="only these steps")
    parser.add_argument("--fast", action="store_true", help="unit tests and stories only")
    parser.add_argument("--slow", action="store_true", help="everything, nothing sampled")
    parser.add_argument("--list", action="store_true", help="name the steps")
    options = parser.parse_args()
    if options.list:
        for name, step in STEPS.items():
            print(f"{name:10} {step.__doc__.splitlines()[0]}")
        return 0
    unknown = [name for name in options.steps if name not in STEPS]
    if unknown:
        parser.error(f"there is no step {', '.join(unknown)}; there is: {', '.join(STEPS)}")
    names = options.steps or (FAST if options.fast else STEPS)

    # Asked to stop, it stops what it started, too: each command runs in a session of its own.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    total, began = Counts(), time.monotonic()
    for name in names:
        run, start = Run(name, options), time.monotonic()
        try:
            counts = STEPS[name](run)
        except Exception as broken_step:  # A step that breaks is a failure of that step, not the end of the run.
            run.note(f"{type(broken_step).__name__}: {broken_step}")
            counts = Counts(0, 1)
        run.log.close()
        verdict, seconds = "FAILED" if counts.failed else "ok    ", time.monotonic() - start
        names_shown = run.failures[:NAMES_SHOWN_MAX] + ["…"] * (len(run.failures) > NAMES_SHOWN_MAX)
        which = f"  ({', '.join(names_shown)})" if run.failures and run.failures != [name] else ""
        remark = f"  {run.remark}" if run.remark else ""
        print(f"{verdict} {name:10} {str(counts):24} {seconds:6.1f} s{which}{remark}", flush=True)
        if counts.failed:
            show_failures(run)
        total += counts
    print(f"in {time.monotonic() - began:.0f} s")
    print(f"{total.passed} passed, {total.failed} failed", flush=True)
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())
