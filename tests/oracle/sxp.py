"""What xend makes of xend-config.sxp, by the rules of Xen 4.0's own reader (xen/xend/sxp.py, XendOptions.py).

A file is a row of S-expressions. Words are printable ASCII; '..' and ".." hold blanks and the escapes of C; #
begins a comment. Of several expressions of one name the first counts, and of that its first value. The value of
network-script is cut at every single blank, its first word looked up in /etc/xen/scripts by os.path.join(), and
the whole executed without a shell.

Run as a program it checks itself with the forms that are known to go wrong.
"""
import os
import string

SCRIPTS = "/etc/xen/scripts"
SPECIAL = "()'\"#"
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", "'": "'", '"': '"'}


class ParseError(Exception):
    """xend does not start with such a file."""


class Reader:
    def __init__(self, text):
        self.text, self.at = text, 0

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else ""

    def take(self):
        c = self.peek()
        if c and (ord(c) > 126 or c not in string.printable):
            raise ParseError(f"character {c!r} at {self.at}")
        self.at += 1
        return c

    def skip(self):
        while self.peek() and (self.peek().isspace() or self.peek() == "#"):
            if self.take() == "#":
                while self.peek() not in ("", "\n"):
                    self.at += 1

    def value(self):
        c = self.peek()
        if c == "(":
            return self.list()
        if c in ("'", '"'):
            return self.quoted()
        word = ""
        while self.peek() and not self.peek().isspace() and self.peek() not in SPECIAL:
            word += self.take()
        if not word or self.peek() in ("'", '"', "#"):
            raise ParseError(f"character {self.peek()!r} at {self.at}")
        return word

    def list(self):
        found = []
        self.take()
        self.skip()
        while self.peek() != ")":
            if not self.peek():
                raise ParseError("an expression without its end")
            found.append(self.value())
            self.skip()
        self.take()
        return found

    def quoted(self):
        end, text = self.take(), ""
        while self.peek() != end:
            if not self.peek():
                raise ParseError("a string without its end")
            c = self.take()
            text += self.escaped() if c == "\\" else c
        self.take()
        return text

    def escaped(self):
        c = self.take()
        if c in ESCAPES:
            return ESCAPES[c]
        digits, base, most = ("", 16, 2) if c == "x" else (c, 8, 3)
        while len(digits) < most and self.peek() and self.peek() in string.hexdigits[:base]:
            digits += self.take()
        try:
            return chr(int(digits, base))
        except ValueError:
            raise ParseError(f"escape \\{c}") from None


def parse(text):
    reader, found = Reader(text), []
    reader.skip()
    while reader.peek():
        found.append(reader.value())
        reader.skip()
    return found


def child_value(config, name):
    for one in config:
        if isinstance(one, list) and one and one[0] == name:
            return one[1] if len(one) > 1 else None
    return None


def command(config, op):
    """What xend executes when it starts (op: start) and stops; None: nothing."""
    script = child_value(config, "network-script")
    if not script:
        return None
    words = script.split(" ")
    return [os.path.join(SCRIPTS, words[0]), op] + words[1:]


# ---- self-check ----

BRIDGE = SCRIPTS + "/network-bridge"

READ = [
    ("(network-script 'network-bridge netdev=bond0')", [BRIDGE, "start", "netdev=bond0"]),
    ('(network-script "network-bridge netdev=bond0")', [BRIDGE, "start", "netdev=bond0"]),
    ("(network-script network-bridge netdev=bond0)", [BRIDGE, "start"]),
    ("(network-script 'network-bridge  netdev=bond0')", [BRIDGE, "start", "", "netdev=bond0"]),
    ("(network-script /bin/true)", ["/bin/true", "start"]),
    ("(network-script network-bridge)\n(network-script /bin/true)", [BRIDGE, "start"]),
    ("# (network-script /bin/true)\n(network-script network-bridge) # (network-script x)", [BRIDGE, "start"]),
    ("(vif-script vif-bridge)", None),
    ("(network-script)", None),
    ("(network-script '')", None),
    ("(network-script 'network-bridge\\x20netdev=bond0')", [BRIDGE, "start", "netdev=bond0"]),
    ("(network-script 'network-bridge\\040netdev=bond0')", [BRIDGE, "start", "netdev=bond0"]),
    ("(network-script 'network-bridge\tnetdev=bond0')", [SCRIPTS + "/network-bridge\tnetdev=bond0", "start"]),
    ("(network-script 'it\\'s')", [SCRIPTS + "/it's", "start"]),
]

REFUSED = [
    "(network-script \u2018network-bridge netdev=bond0\u2032)",
    "(network-script \u201cnetwork-bridge netdev=bond0\u201d)",
    "(network-script 'network-bridge netdev=bond0)",
    "(network-script network-bridge",
    "(network-script a'b')",
    "(network-script '\\q')",
    ")",
]


def self_check():
    """Pairs of a form and what is wrong with how it is read; None: nothing."""
    for text, expected in READ:
        got = command(parse(text), "start")
        yield text, None if got == expected else got
    for text in REFUSED:
        try:
            yield text, parse(text)
        except ParseError:
            yield text, None


if __name__ == "__main__":
    for form, wrong in self_check():
        print(f"{'ok' if wrong is None else 'not ok'} sxp {form!a}" + ("" if wrong is None else f": {wrong}"))
