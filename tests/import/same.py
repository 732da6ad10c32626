"""What the consumers of the files understand is the same before and after: existing files are imported, the description is
rendered for the release that they are of, and both sets of files are given to those who read them: ifquery, bash, modprobe.

Usage: same.py hosts BONDWRIGHT WORK ORACLES CORPUS HOST...   CORPUS "-": none; HOST: a folder named like its release
       same.py losses BONDWRIGHT WORK ORACLES CORPUS HOST...  leaves out each setting in turn: the comparison must see it

A setting of the old files that the new ones lack, or have with another value, must stand on a line of which a finding says
so; one that only the new files have is wrong. same_eni.py and same_ifcfg.py say which spellings mean the same.
"""
import collections
import concurrent.futures
import os
import re
import shutil
import sys

import corpus
import roundtrip
import same_eni
import same_ifcfg
import same_shared
from same_values import DEFAULTS, Unread

# These findings say of the line that they stand at that it is not carried over, has no effect, or counts otherwise.
LOST = re.compile(r"IMP002|IMP003|IMP004|IMP005|IMP007|IMP011|LOSS\d+|DEB00[124]|RHEL\d+|MAC003")
# One of these that says so is of the whole file.
LEFT_OUT = {"IMP003", "IMP004", "IMP007", "IMP011"}
NOT_READ = re.compile(r"^('[^']*' is )?(not read|left out)|: all \d+ settings are left out$")
# Such a finding is of an interface as a whole.
WHOLE = re.compile(r"left out|not read|no kind of interface|has no address: its ifup fails")


class Excuses:
    """Where findings of an import stand."""

    def __init__(self, findings, root):
        self.lines = collections.defaultdict(list)
        self.files = {os.path.normpath(os.path.join(root, f["file"])) for f in findings
                      if f["id"] in LEFT_OUT and NOT_READ.search(f["message"])}
        for f in findings:
            if LOST.fullmatch(f["id"]) and "line" in f:
                # one cause for several lines is one finding
                for place in [f] + [n for n in f["notes"] if n["text"] == "and this"]:
                    for line in range(place["line"], place["end"]["line"] + 1):
                        self.add(os.path.normpath(os.path.join(root, place["file"])), line, place, f["message"])

    def add(self, path, line, place, message):
        with open(path, errors="replace") as lines:
            text = next((t for n, t in enumerate(lines, 1) if n == line), "")
        self.lines[path, line].append({"message": message, "text": text,
                                       "column": place["column"] if line == place["line"] else 1})

    def at(self, places):
        """True if something of the kind is said at one of them: (path, line); (path, line, True) is where an interface
        begins: there only what is said of it as a whole counts; (path, line, WORD) is one of several in a value."""
        return any(self.speaks_of(f, *rest) for path, line, *rest in places
                   for f in self.lines.get((os.path.normpath(path), line), []))

    @staticmethod
    def speaks_of(f, part=None):
        if part is True:
            return WHOLE.search(f["message"])
        if part is None:
            return True
        text = f["text"]
        start, column = text.find(part), f["column"] - 1
        # at the word, or at the key in front of the value
        return start <= column < start + len(part) or column < re.search(r"=|$", text).start()


def differences(old, new, excuses, family):
    """What is not the same, sentence by sentence. Settings are {(object, name[, element]): (value, places)}."""
    for key in sorted(set(old) | set(new), key=str):
        was, places = old.get(key, (None, []))
        now, _ = new.get(key, (None, []))
        if was == now or family.same(key, was, now, old, new):
            continue
        if key in old and excuses.at(places):
            continue
        # the old value is excused at its line, and the element that came in its place with it
        if key not in old and any(k[:2] == key[:2] and k not in new and excuses.at(v[1]) for k, v in old.items()):
            continue
        at = ", ".join(f"{os.path.basename(path)}:{line}" for path, line, *_ in places[:3]) or "nowhere"
        yield f"{' '.join(str(k) for k in key)}: was {was!r} ({at}), is {now!r}"


def laid_out(work, root, host):
    """Puts the files of a host below a directory, under the names that they are read under."""
    name, options, files, paths = host
    where = os.path.join(work, name, "old")
    for path, shown in files:
        os.makedirs(os.path.dirname(os.path.join(where, shown)), exist_ok=True)
        shutil.copy(os.path.join(root, path), os.path.join(where, shown))
    return where, options, paths or [shown for _, shown in files]


class Host:
    """A host that is imported, with what its own files say."""

    def __init__(self, bw, work, oracles, rules, root, host):
        self.bw, self.oracles, self.rules, self.name = bw, oracles, rules, host[0]
        self.work = os.path.join(work, self.name)
        where, options, paths = laid_out(work, root, host)
        _, self.document, _ = corpus.run(bw, "import", options, where, paths)
        if not self.document:
            return  # refused
        self.release = re.search(rb"(?m)^os: *(\S+)", self.document).group(1).decode()
        self.family = same_eni if self.release in same_eni.RELEASES else same_ifcfg
        # a conversion places what it says in the files that were there
        out = os.path.join(self.work, "convert")
        os.makedirs(out)
        _, _, said = corpus.run(bw, "convert", options + ["--allow-loss", "--policy", rules, "--to", self.release,
                                                          "--out", out], where, paths)
        self.excuses = Excuses([f for part in said for f in part["findings"]], where)
        self.old = self.settings(where, self.excuses.files)

    def settings(self, top, left_out=frozenset()):
        settings = self.family.settings(below(top), self.release, self.oracles, left_out)
        same_shared.add(settings, below(top), self.release)
        return settings

    def wrong(self, document, place="new"):
        """What is not the same once the description is rendered."""
        tree, why = roundtrip.rendered(self.bw, os.path.join(self.work, place), self.rules, document)
        if not tree:
            raise Unread("not rendered: " + " ".join(l for l in why if "error[" in l)[:300])
        return list(differences(self.old, self.settings(tree), self.excuses, self.family))


def compare(*arguments):
    """Gives what is wrong with a host (None: its import is refused), and how many settings were compared."""
    host = Host(*arguments)
    if not host.document:
        return None, 0
    return [f"{host.name}: {w}" for w in host.wrong(host.document)], len(host.old)


def below(top):
    return sorted(os.path.join(where, f) for where, _, names in os.walk(top) for f in names)


def native(folders):
    for folder in folders:
        files = [os.path.relpath(f, folder) for f in below(folder)]
        release = os.path.basename(folder)
        yield folder, (release, ["--from", release], [(f, f) for f in files], ["."])


def hosts(run, jobs):
    good = settings = refused = 0

    def job(j):
        try:
            return compare(*run, *j)
        except Unread as e:
            return [f"{j[1][0]}: {e}"], 0
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for wrong, n in pool.map(job, jobs):
            for w in wrong or []:
                print(f"not ok {w}")
            good += wrong == []
            refused += wrong is None
            settings += n if wrong == [] else 0
    if good:
        print(f"ok {good} hosts say the same to their consumers, {settings} settings ({refused} are refused by the import)")


# What a description may lose without a consumer that could tell: what is said for people and for rules.
UNSEEN = re.compile(r"#|(version|host|os|virtualization|comment|speed|duplex|driver|name|to|via): ")


def is_default(line):
    key, _, value = line.strip().partition(": ")
    return (DEFAULTS | {"forward_delay": "15"}).get(key) == value


def losses(run, jobs):
    """The comparison notices a setting that is lost: each line of the description is left out in turn."""
    for j in jobs:
        host = Host(*run, *j)
        lines = host.document.decode().splitlines(keepends=True)
        if not host.document or host.wrong(host.document):
            print(f"not ok {host.name}: it is not the same, so nothing is known of losses")
            continue
        whole = roundtrip.tree(os.path.join(host.work, "new"), False)
        noticed, silent = 0, []
        for n, line in enumerate(lines):
            if not re.match(r" {4,}[a-z0-9_]+: ", line) or UNSEEN.match(line.strip()):
                continue
            try:
                seen = host.wrong("".join(lines[:n] + lines[n + 1:]).encode(), f"without{n}")
            except Unread:
                continue  # no description any more
            # what is chosen again, or the kernel's default, is no loss
            if not seen and (roundtrip.tree(os.path.join(host.work, f"without{n}"), False) == whole or is_default(line)):
                continue
            noticed += bool(seen)
            silent += [] if seen else [line.strip()]
        for line in silent:
            print(f"not ok {host.name}: nobody misses '{line}'")
        if noticed and not silent:
            print(f"ok {host.name}: each of {noticed} settings would be missed")


def main(command, bw, work, oracles, root, *folders):
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    rules = os.path.join(work, "bondwright.ini")
    roundtrip.policy(bw, rules)
    jobs = list(native(folders)) + ([(root, h) for h in corpus.hosts(root)] if root != "-" else [])
    {"hosts": hosts, "losses": losses}[command]((bw, work, oracles, rules), jobs)


if __name__ == "__main__":
    main(*sys.argv[1:])
