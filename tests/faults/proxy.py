"""The way to PostgreSQL, which breaks where it is told to.

It reads the messages of the protocol, so that a connection can be cut before or after exactly one of them, in either
direction: the server never hears of a statement, or hears of it and its answer never arrives.
"""
import dataclasses
import socket
import threading

COMMIT = b"COMMIT\0"


@dataclasses.dataclass
class Cut:
    """Where the next connection that gets there is cut. `comes_from`: "client" or "server"; `message`: the how-maniest
    message from there on, or "commit": the client's COMMIT, or the server's first answer after it; `passes`: whether
    that message still gets through."""
    comes_from: str
    message: object
    passes: bool


class Proxy:
    def __init__(self, to_port):
        self.to_port = to_port
        self.lock = threading.Lock()
        self.cut, self.counted, self.cuts, self.every = None, {"client": 0, "server": 0}, 0, None
        self.commits = 0
        self.pairs = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()
        self.cut_all()

    def arm(self, cut):
        """Counting starts anew."""
        with self.lock:
            self.cut, self.counted = cut, {"client": 0, "server": 0}

    def cut_each_commit(self, every):
        """From now on every n-th COMMIT is cut, by turns in each of the ways there are."""
        with self.lock:
            self.every = every

    def is_armed(self):
        return self.cut is not None

    def cut_all(self):
        with self.lock:
            pairs, self.pairs = list(self.pairs), set()
        for pair in pairs:
            pair.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return  # The proxy is closed.
            try:
                server = socket.create_connection(("127.0.0.1", self.to_port), timeout=5)
            except OSError:
                client.close()
                continue
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                one.settimeout(None)
            pair = Pair(self, client, server)
            with self.lock:
                self.pairs.add(pair)
            pair.start()

    WAYS = (Cut("client", "commit", False), Cut("client", "commit", True), Cut("server", "commit", False))

    def verdict(self, pair, comes_from, message):
        """"pass", "cut" or "pass and cut"."""
        with self.lock:
            is_commit = comes_from == "client" and message[:1] in (b"P", b"Q") and COMMIT in message
            if is_commit:
                pair.committing = True
                self.commits += 1
                if self.every and self.commits % self.every == 0 and self.cut is None:
                    self.cut = self.WAYS[self.cuts % len(self.WAYS)]
            self.counted[comes_from] += 1
            cut = self.cut
            if cut is None or cut.comes_from != comes_from:
                return "pass"
            if cut.message == "commit":
                is_it = is_commit if comes_from == "client" else pair.committing
            else:
                is_it = self.counted[comes_from] == cut.message
            if not is_it:
                return "pass"
            self.cut = None
            self.cuts += 1
            return "pass and cut" if cut.passes else "cut"


class Pair:
    """A client's connection and the server's."""

    def __init__(self, proxy, client, server):
        self.proxy, self.client, self.server = proxy, client, server
        self.committing = False

    def start(self):
        for comes_from, source, target in (("client", self.client, self.server), ("server", self.server, self.client)):
            threading.Thread(target=self.carry, args=(comes_from, source, target), daemon=True).start()

    def carry(self, comes_from, source, target):
        waiting = b""
        # What a client says first has no type.
        is_first = comes_from == "client"
        try:
            while bytes_read := source.recv(65536):
                waiting += bytes_read
                ready = b""
                while True:
                    head = 0 if is_first else 1
                    if len(waiting) < head + 4:
                        break
                    length = head + int.from_bytes(waiting[head:head + 4], "big")
                    if len(waiting) < length:
                        break
                    message, waiting, is_first = waiting[:length], waiting[length:], False
                    verdict = self.proxy.verdict(self, comes_from, message)
                    if comes_from == "server" and message[:1] == b"Z":
                        self.committing = False
                    if verdict != "cut":
                        ready += message
                    if verdict != "pass":
                        target.sendall(ready)
                        return
                target.sendall(ready)
        except OSError:
            return  # One of the two ended; the other one is closed below.
        finally:
            self.close()

    def close(self):
        for one in (self.client, self.server):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # It is closed already.
            one.close()
        with self.proxy.lock:
            self.proxy.pairs.discard(self)
