"""What bash reads from files of assignments, and on which line."""
import collections
import os
import re
import shutil
import subprocess

import same_values

ASSIGNMENT = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=")
DUMP = '. "$1" > /dev/null 2>&1; shift; for v; do printf "%s\\0%s\\0" "$v" "${!v}"; done'


def names_of(path):
    """{key: numbers of the lines that assign it}"""
    found = collections.defaultdict(list)
    for number, line in enumerate(open(path, errors="replace", newline="\n"), 1):
        match = ASSIGNMENT.match(line)
        if match:
            found[match[1]].append(number)
        elif line.strip() and not line.lstrip().startswith("#"):
            found["a command"].append(number)
        if "`" in line or "$(" in line:
            raise same_values.Unread(f"{os.path.basename(path)}:{number} is run by the shell, and was read")
    return found


class Values(dict):
    """The variables of one file that bash sources, {key: value}, and where each is set."""

    def __init__(self, path):
        names = names_of(path)
        # a line that is no assignment would be executed here
        self.path, self.lines = path, {k: n for k, n in names.items() if k != "a command"}
        if "a command" not in names:
            bash = [shutil.which("bash"), "--norc", "--noprofile", "-c", DUMP, "bash"]
            done = subprocess.run(bash + [os.path.abspath(path), *self.lines], env={"PATH": "/nonexistent"}, cwd="/",
                                  capture_output=True, timeout=20)
            words = done.stdout.decode(errors="replace").split("\0")
            super().__init__(zip(words[::2], words[1::2]))

    def at(self, key, *word):
        """Where a value is set, or one word of it; what is said of the interface as a whole stands at its name and kind."""
        return [(self.path, n, *word) for n in self.lines.get(key, [])] + \
            [(self.path, n, True) for k in ("DEVICE", "TYPE") for n in self.lines.get(k, [])]

    def flag(self, key, default=""):
        return same_values.boolean(self.get(key, default) or default)


def numbered(files, pattern):
    """[(name, path)] of the files that are called so."""
    found = []
    for path in files:
        match = re.fullmatch(pattern, os.path.basename(path))
        if match:
            found.append((match[1], path))
    return sorted(found)
