"""Embeds the built web pages, compressed once here: embed_pages.py DIST OUT.cpp | --empty OUT.cpp"""
import gzip
import hashlib
import pathlib
import re
import shutil
import subprocess
import sys

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".json": "application/json", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp",
    ".avif": "image/avif", ".ico": "image/x-icon", ".woff2": "font/woff2", ".pdf": "application/pdf"}
COMPRESSIBLE = (".html", ".js", ".mjs", ".css", ".json", ".webmanifest", ".svg", ".txt", ".ico")
# Vite puts eight characters of the content's hash into the name of an asset.
HASHED_NAME = re.compile(r"-[A-Za-z0-9_-]{8}\.\w+$")
# A few bytes saved are not worth a client's decompressor.
SAVING_MIN = 64


def literal(content):
    """C++ string literals of `content`, in lines the compiler and an editor can still take."""
    pieces = []
    for start in range(0, len(content), 2000):
        text = "".join(
            chr(byte) if 32 <= byte < 127 and byte not in b'"\\?' else f"\\{byte:03o}"
            for byte in content[start:start + 2000])
        pieces.append(f'    "{text}"')
    return "\n".join(pieces) or '    ""'


def brotli(content):
    if not shutil.which("brotli"):
        return b""
    return subprocess.run(["brotli", "--quality=11", "--stdout", "-"], input=content, capture_output=True,
                          check=True).stdout


def worth(compressed, content):
    return compressed if len(compressed) + SAVING_MIN <= len(content) else b""


def page_of(dist, file):
    content = file.read_bytes()
    path = file.relative_to(dist).as_posix()
    if file.suffix not in CONTENT_TYPES:
        sys.exit(f"{file}: no content type is known for this kind of file")
    compressible = file.suffix in COMPRESSIBLE
    return {
        "path": "/" + path, "content_type": CONTENT_TYPES[file.suffix], "identity": content,
        "gzip": worth(gzip.compress(content, 9, mtime=0), content) if compressible else b"",
        "brotli": worth(brotli(content), content) if compressible else b"",
        "tag": hashlib.sha256(content).hexdigest()[:24],
        "name": "kHashed" if path.startswith("assets/") and HASHED_NAME.search(path) else "kPlain"}


def main():
    out = pathlib.Path(sys.argv[2])
    pages = []
    if sys.argv[1] != "--empty":
        dist = pathlib.Path(sys.argv[1])
        files = sorted(file for file in dist.rglob("*") if file.is_file() and file.suffix != ".map")
        if not files:
            sys.exit(f"{dist}: there are no built pages; build web/ first, or configure with "
                     "-DSETTLE_WEB=OFF")
        pages = [page_of(dist, file) for file in files]
    bytes_of, rows = [], []
    for number, page in enumerate(pages):
        views = []
        for coding in ("identity", "gzip", "brotli"):
            name = f"k{coding.capitalize()}{number}"
            bytes_of.append(f"constexpr char {name}[] =\n{literal(page[coding])};\n")
            views.append(f"{{{name}, {len(page[coding])}}}")
        rows.append(f'    PageFile{{"{page["path"]}", "{page["content_type"]}", {", ".join(views)},\n'
                    f'             "{page["tag"]}", PageFile::Name::{page["name"]}}},\n')
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(f"""// Made by tools/embed_pages.py.
#include "http/static_pages.h"

#include <array>

namespace settle::http {{
namespace {{

{"".join(bytes_of)}
constexpr std::array<PageFile, {len(pages)}> kFiles = {{{{
{"".join(rows)}}}}};

}}  // namespace

constexpr std::span<const PageFile> kEmbeddedPages = kFiles;

}}  // namespace settle::http
""")


main()
