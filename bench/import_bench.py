"""A file of 100,000 people from the upload to the durable list, over HTTP, beside SQLite writing the same rows."""

import http.client
import io
import json
import os
import sqlite3
import statistics
import tempfile
import time
import zipfile
from xml.sax.saxutils import escape

from figure import Figure
from server import BenchError, Server

NAMES = ["import_100k_csv_seconds", "import_100k_xlsx_seconds", "import_rss_mb", "import_first_errors_ms"]

ROWS = 100_000
ROUNDS = 3
HEADER = ("E-mail", "First name", "Last name", "Position")
FIRST_NAMES = ("Anna", "Paul", "Zoé", "Jean-François", "Łukasz", "Inès", "Omar")
POSITIONS = ("Engineer", "Chef de projet", "", "Head of sales")
SHEET = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
         '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
PARTS = {
    "[Content_Types].xml":
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml":
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
        ' Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        ' Target="sharedStrings.xml"/></Relationships>',
}


def people(count):
    return [(f"person.number{i}@acme.example", FIRST_NAMES[i % 7], f"Durand-Martin{i}", POSITIONS[i % 4])
            for i in range(count)]


def csv_file(rows):
    return "".join(";".join(row) + "\r\n" for row in [HEADER, *rows]).encode()


def xlsx_file(rows):
    """As Excel writes it: the texts apart from their cells."""
    places, cells = {}, []
    for at, row in enumerate([HEADER, *rows], 1):
        indices = [places.setdefault(text, len(places)) for text in row]
        cells.append(f'<row r="{at}">' + "".join(
            f'<c r="{column}{at}" t="s"><v>{index}</v></c>' for column, index in zip("ABCD", indices)) + "</row>")
    texts = ('<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
             "".join(f"<si><t>{escape(text)}</t></si>" for text in places) + "</sst>")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        archive.writestr("xl/sharedStrings.xml", texts)
        archive.writestr("xl/worksheets/sheet1.xml", SHEET + "".join(cells) + "</sheetData></worksheet>")
    return file.getvalue()


class Owner:
    """The owner of a customer with a list, signed in as a browser is."""

    def __init__(self, server, key):
        self.server = server
        owner = {"email": "anna@bench.example", "first_name": "Anna", "last_name": "Durand"}
        customer = server.call(key, "POST", "/v1/customers",
                               {"name": "Large", "country": "FR", "language": "en", "owner": owner}, "bench-large")
        self.list = f"/v1/customers/{customer['id']}/people-list"
        server.call(key, "POST", f"/v1/customers/{customer['id']}/subscription",
                    {"set": {"plan": "standard", "cycle": "month", "quantities": {"user": 3}}, "pay_with": "transfer",
                     "accepted_policy": "2026-01"}, "bench-order")
        member = server.call(key, "GET", f"/v1/customers/{customer['id']}/members")["data"][0]["id"]
        link = server.call(key, "POST", "/v1/portal-links", {"customer": customer["id"], "member": member}, "bench-link")
        status, headers, _ = self.send("GET", "/s/" + link["url"].rpartition("/")[2], headers={"Accept": "text/html"})
        if status != 303:
            raise BenchError(f"the sign-in link answered {status}")
        self.cookie = headers["Set-Cookie"].split(";")[0]
        _, _, session = self.send("GET", "/v1/session")
        self.token = json.loads(session)["csrf_token"]

    cookie = token = ""

    def send(self, method, path, content=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=120)
        sent = {"Cookie": self.cookie, "X-CSRF-Token": self.token, **(headers or {})}
        connection.request(method, path, content, sent)
        response = connection.getresponse()
        text = response.read()
        connection.close()
        return response.status, response.headers, text

    def upload(self, content, keep):
        """Answers the seconds it took, and how many people were accepted."""
        began = time.monotonic()
        status, _, text = self.send("POST", f"{self.list}/import?keep={'true' if keep else 'false'}", content,
                                    {"Content-Type": "application/octet-stream"})
        seconds = time.monotonic() - began
        if status != 200:
            raise BenchError(f"the import answered {status}: {text[:300]}")
        return seconds, json.loads(text)["accepted"]

    def clear(self):
        status, _, text = self.send("DELETE", self.list)
        if status not in (200, 204):
            raise BenchError(f"clearing the list answered {status}: {text[:300]}")


def peak_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(next(line for line in file if line.startswith("VmHWM")).split()[1]) / 1024


def substrate_rate(folder, rows):
    """Rows per second of one transaction of bare SQLite with the same durability and the same key."""
    database = sqlite3.connect(os.path.join(folder, "substrate.db"))
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE person (vendor TEXT, customer TEXT, author TEXT, email TEXT, first TEXT, last TEXT,"
                     " position TEXT, source TEXT, at INTEGER, PRIMARY KEY (vendor, customer, author, email))")
    began = time.monotonic()
    with database:
        database.executemany("INSERT INTO person VALUES ('v', 'cus_1', 'mem_1', ?, ?, ?, ?, 'import', 1)", rows)
    seconds = time.monotonic() - began
    database.close()
    return len(rows) / seconds


def measure(job):
    rows = people(ROWS)
    files = {"csv": csv_file(rows), "xlsx": xlsx_file(rows)}
    wrong = csv_file([("no address", "X", "Y", ""), *rows[1:]])
    with tempfile.TemporaryDirectory(prefix="settle-bench-") as folder:
        substrate = substrate_rate(folder, rows)
        server = Server(job.build, job.root, folder)
        key = server.create_key()
        server.start()
        try:
            owner = Owner(server, key)
            owner.upload(csv_file(rows[:100]), keep=False)
            before = peak_mb(server.process.pid)
            took, rss = {}, {}
            for kind, content in files.items():
                seconds = []
                for _ in range(ROUNDS):
                    spent, accepted = owner.upload(content, keep=True)
                    if accepted != ROWS:
                        raise BenchError(f"{accepted} of {ROWS} people of the {kind} file were accepted")
                    seconds.append(spent)
                    owner.clear()
                took[kind], rss[kind] = statistics.median(seconds), peak_mb(server.process.pid) - before
            looks = [owner.upload(wrong, keep=False)[0] for _ in range(ROUNDS)]
        finally:
            server.stop()
    beside = {"substrate_rows_per_second": round(substrate), "substrate_seconds": round(ROWS / substrate, 2)}
    return [
        Figure("import_100k_csv_seconds", round(took["csv"], 2), "s", {"file_bytes": len(files["csv"]), **beside}),
        Figure("import_100k_xlsx_seconds", round(took["xlsx"], 2), "s", {"file_bytes": len(files["xlsx"]), **beside}),
        Figure("import_rss_mb", round(rss["xlsx"], 1), "MB", {"csv_only": round(rss["csv"], 1), "before": round(before, 1)}),
        Figure("import_first_errors_ms", round(1000 * statistics.median(looks)), "ms"),
    ]
