"""The JavaScript that a browser fetches before it can show the portal, as gzip -9 makes it."""

import gzip
import os
import re

from figure import Figure
from server import BenchError

STATIC_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+\.js)["']""")
FIRST_SCRIPTS = re.compile(r"""<(?:script|link)\b[^>]*?\b(?:src|href)=["'](/[^"']+\.js)["']""")

STYLES = re.compile(r"""<link\b[^>]*?\bhref=["'](/[^"']+\.css)["']""")


def gzip_bytes(path):
    with open(path, "rb") as file:
        return len(gzip.compress(file.read(), 9, mtime=0))


def with_imports(paths):
    """The files and all they import at once; what is loaded on demand is left out."""
    found, waiting = [], list(paths)
    while waiting:
        path = os.path.normpath(waiting.pop())
        if path in found:
            continue
        found.append(path)
        with open(path, encoding="utf-8") as file:
            waiting += [os.path.join(os.path.dirname(path), name) for name in STATIC_IMPORT.findall(file.read())]
    return found


def measure(job):
    dist = os.path.join(job.root, "web", "dist")
    try:
        with open(os.path.join(dist, "portal.html"), encoding="utf-8") as file:
            html = file.read()
    except FileNotFoundError:
        raise BenchError("web/dist/portal.html is not built") from None
    first = with_imports(dist + name for name in FIRST_SCRIPTS.findall(html))
    if not first:
        raise BenchError("portal.html loads no script")
    styles = [dist + name for name in STYLES.findall(html)]
    page = [path for path in later_pages(dist) if path not in first]
    size = sum(gzip_bytes(path) for path in first)
    return [Figure("portal_first_js_gzip_bytes", size, "bytes",
                   {"files": len(first), "with_subscription_page_bytes": size + sum(gzip_bytes(path) for path in page),
                    "css_bytes": sum(gzip_bytes(path) for path in styles)})]


def later_pages(dist):
    """The heavier language and the first screen, which the entry fetches on demand."""
    assets = os.path.join(dist, "assets")
    names = sorted(os.listdir(assets))
    languages = [os.path.join(assets, name) for name in names if re.match(r"(en|fr)-.*\.js$", name)]
    screens = [os.path.join(assets, name) for name in names if re.match(r"SubscriptionPage-.*\.js$", name)]
    return with_imports(([max(languages, key=gzip_bytes)] if languages else []) + screens)
