"""Real files of real administrators, read where they lie.

Usage: corpus.py outcomes BONDWRIGHT CORPUS       prints a line for each host: what becomes of its files
       corpus.py lines BONDWRIGHT CORPUS NOTHING  takes each line out of each file: something must change

A host is a folder of the corpus; where a folder holds alternatives for one interface or files of several hosts,
tests/import/hosts says which of them are read together, and as what.
"""
import collections
import concurrent.futures
import fnmatch
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# Beside the files that came from a host: where they came from, prose, and what another tool is configured by.
NOT_CONFIGURATION = ("SOURCE", "README", "*.yml", "*.yml.*")


def chosen(corpus, name, files, words):
    """The (path, name) pairs that the words of a row in tests/import/hosts mean, in their order."""
    found = []
    for word in words:
        path, _, shown = word.partition("=")
        if path.startswith("/"):
            path = path[1:]
            matching = [path]
        else:
            path = os.path.join(name, path)
            matching = [f for f in files if f == path or f.startswith(path + "/")]
        if not matching or not all(os.path.isfile(os.path.join(corpus, f)) for f in matching):
            raise SystemExit(f"tests/import/hosts: {name}: there is no {word}")
        found += [(f, shown or f) for f in matching]
    return found


def hosts(corpus):
    """Yields (label, arguments, files, paths): arguments of --from, the files below the corpus with the names that they are
    read under, and what the program is given: the folder or the files; None where a file has another name."""
    rows = collections.defaultdict(list)
    here = os.path.dirname(os.path.abspath(__file__))
    for line in open(os.path.join(here, "hosts")):
        words = line.split("#")[0].split() if not line.startswith("#") else []
        if words:
            rows[words[0]].append(words[1:])
    for kind in sorted(os.listdir(corpus)):
        for host in sorted(os.listdir(os.path.join(corpus, kind))) if os.path.isdir(os.path.join(corpus, kind)) else []:
            name = f"{kind}/{host}"
            files = sorted(
                os.path.relpath(os.path.join(where, f), corpus)
                for where, _, names in os.walk(os.path.join(corpus, name)) for f in names
                if not any(fnmatch.fnmatchcase(f, no) for no in NOT_CONFIGURATION))
            of_host = rows.pop(name, None) or [["-"]]
            for number, (release, *words) in enumerate(of_host):
                options = [] if release == "-" else ["--from", release]
                label = name + (f"#{number + 1}" if len(of_host) > 1 else "")
                if words[:1] == ["each"]:
                    for f, shown in chosen(corpus, name, files, words[1:]) or [(f, f) for f in files]:
                        yield f, options, [(f, shown)], [f]
                elif words:
                    pairs = chosen(corpus, name, files, words)
                    yield label, options, pairs, None if any(f != n for f, n in pairs) else [f for f, _ in pairs]
                else:
                    yield label, options, [(f, f) for f in files], [name]
    if rows:
        raise SystemExit(f"tests/import/hosts: there is no {sorted(rows)}")


def run(bw, command, options, corpus, paths, text=None):
    """Runs a command on files, or on `text` as one bundle; gives code, stdout and the findings."""
    arguments = [bw, command, "--format", "json", *options]
    if text is None:
        done = subprocess.run(arguments + paths, cwd=corpus, capture_output=True, timeout=20)
    else:
        done = subprocess.run(arguments + ["-"], input=text, capture_output=True, timeout=20)
    report = done.stdout if command == "check" else done.stderr
    out = b"" if command == "check" else done.stdout
    if done.returncode not in (0, 1, 2):
        raise SystemExit(f"{arguments} {paths}: ended with {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done.returncode, out, json.loads(report.decode())["files"]


def counted(findings):
    n = collections.Counter(f["id"] for f in findings)
    return " ".join(f"{i}*{n[i]}" if n[i] > 1 else i for i in sorted(n)) or "-"


def of_files(finding):
    return finding["id"].startswith("IMP")


def outcome(bw, corpus, host):
    name, options, files, paths = host
    together = None if paths else bundle(corpus, files)
    _, _, judged = run(bw, "check", options, corpus, paths, together)
    code, text, read = run(bw, "import", options, corpus, paths, together)
    imported = [f for part in read for f in part["findings"]]
    if code == 2:
        return f"{name} | trouble"
    if not text:
        return f"{name} | refused | {counted([f for f in imported if f['severity'] == 'error' and f['id'] != 'IMP003'])} |"
    said = [f for part in judged for f in part["findings"] if f["severity"] != "info" and not of_files(f)]
    return f"{name} | read | {counted([f for f in imported if of_files(f)])} | {counted(said)}"


def outcomes(bw, corpus):
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for line in pool.map(lambda h: outcome(bw, corpus, h), hosts(corpus)):
            print(line)


# ---- nothing is lost in silence ----

# Words behind which stands the name of something or what is done to it: a value made up would be another thing.
NAMES = re.compile(r"auto|allow-.*|no-.*|iface|mapping|source.*|alias|options|install|remove|softdep|blacklist|\(.*")
COMMANDS = re.compile(r"(pre-|post-)?(up|down)")
OTHERS = ("zz9", "no", "yes", "9", "dhcp")
BY_ANOTHER = re.compile(r"\s*(bridge[_-]ports|bond[_-]slaves|slaves)\s")


def bundle(corpus, files, changed=None, line=None, instead=b""):
    """The files as head(1) prints them, one line of one of them otherwise."""
    parts = []
    for f, shown in files:
        data = open(os.path.join(corpus, f), "rb").read()
        if f == changed:
            lines = data.splitlines(keepends=True)
            data = b"".join(lines[:line] + [instead] + lines[line + 1:])
        parts.append(b"==> %s <==\n%s" % (shown.encode(), data if data.endswith(b"\n") or not data else data + b"\n"))
    return b"\n".join(parts)


def answer(bw, options, text):
    """What the import makes of it, places and comments left aside, and its findings."""
    code, out, files = run(bw, "import", options, None, None, text)
    findings = [f for part in files for f in part["findings"]]
    said = sorted((f["id"], f["severity"], f.get("object") or "", f["message"], [n["text"] for n in f["notes"]])
                  for f in findings)
    # comments are kept; whether they are is not asked here
    return (code, re.sub(rb"(?m)^ *#.*\n", b"", out), said), findings


def key_of(line):
    """How tests/import/nothing names a line, and the value: KEY= of an assignment, else its first word."""
    text = line.decode("utf-8", "replace").strip()
    assigned = re.match(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)", text)
    if assigned:
        return assigned.group(1) + "=", assigned.group(2).strip("\"' ")
    words = text.split()
    return words[0], " ".join(words[1:])


def otherwise(line):
    """The line with other values: one that is what is assumed anyway is read all the same if another one counts."""
    key, value = key_of(line)
    if NAMES.fullmatch(key) or not value:
        return
    last = re.fullmatch(rb"(\s*\S+?(?:=|\s).*?)(\d)(\D*)", line)  # a digit of the value
    if last:
        yield last[1] + (b"3" if last[2] != b"3" else b"4") + last[3] + b"\n"
    if COMMANDS.fullmatch(key):
        return
    for other in OTHERS:
        if other != value:
            yield (key + other if key.endswith("=") else f"{key} {other}").encode() + b"\n"


class Rule:
    def __init__(self, text, where, key, values):
        self.text, self.where, self.key, self.values = text, where, key, re.compile(values, re.S)
        self.used = False

    def holds(self, file, key, value):
        return (fnmatch.fnmatchcase(file, self.where) and fnmatch.fnmatchcase(key, self.key) and
                self.values.fullmatch(value))


def nothing(path):
    """What configures nothing: [FILE:]KEY [VALUE]; FILE and KEY as a shell matches names, VALUE as re does."""
    rules = []
    for line in open(path):
        text = line.split(" # ")[0].split(None, 1) if not line.startswith("#") else []
        if text:
            where, _, key = text[0].rpartition(":")
            rules.append(Rule(text[0], where or "*", key, text[1].strip() if len(text) > 1 else ".*"))
    return rules


LEFT_OUT = re.compile(r"left out|is not read|is no kind of interface")


def excused(findings, shown):
    """Whether a finding says of the whole file, or of the interface whose file it is, that it is not read."""
    return "ifcfg-" in shown and any(f.get("file", "").endswith(shown) and LEFT_OUT.search(f["message"])
                                     for f in findings)


def brought_up_anyway(line, all_lines, findings):
    """Of `auto` and the like, of `iface NAME inet manual`: whether each name is left out with a finding, or stands in
    another line that brings it up."""
    words = line.decode("utf-8", "replace").split()
    if words[0] == "iface" and (words[2:] == ["inet", "manual"] or all_lines.count(line) > 1):
        names = words[1:2]
    elif words[0] == "auto" or words[0].startswith("allow-"):
        names = words[1:]
    else:
        return False
    gone = {f.get("object") for f in findings if LEFT_OUT.search(f["message"])} | {"lo"}
    if all_lines.count(line) > 1:
        return True  # the other one says it
    others = [other.decode("utf-8", "replace").split() for other in all_lines if other != line]
    up = {n for o in others if o and (o[0] in ("auto", "allow-hotplug", "allow-auto") or BY_ANOTHER.match(o[0] + " "))
          for n in o[1:]}
    return all(n in gone or n in up for n in names)


def lines_of(bw, corpus, host, rules):
    name, options, files, _ = host
    whole, findings = answer(bw, options, bundle(corpus, files))
    silent = []
    asked = 0
    if not whole[1]:
        return name, 0, silent  # refused as a whole, which outcomes says
    all_lines = [line for f, _ in files for line in open(os.path.join(corpus, f), "rb").read().splitlines()]
    for f, shown in files:
        if excused(findings, shown):
            continue
        data = open(os.path.join(corpus, f), "rb").read().splitlines()
        for number, line in enumerate(data):
            if not line.strip() or line.lstrip()[:1] in (b"#", b";"):
                continue
            asked += 1
            first = number  # where it goes on from the line above, the name that counts is up there
            while first and data[first - 1].endswith(b"\\"):
                first -= 1
            key, value = key_of(data[first])
            if brought_up_anyway(line, all_lines, findings):
                continue
            if any(answer(bw, options, bundle(corpus, files, f, number, other))[0] != whole
                   for other in (b"", *otherwise(line))):
                continue
            rule = next((r for r in rules if r.holds(os.path.basename(shown), key, value)), None)
            if rule:
                rule.used = True
            else:
                silent.append(f"{f}:{number + 1}: {line.decode('utf-8', 'replace').strip()}")
    return name, asked, silent


def not_in_tables(rules):
    """Keys of ifcfg files that are said to configure nothing whatever their value, and that no reader's table has so."""
    tables = "".join(open(os.path.join(ROOT, "gen", "targets", family, "keys.c")).read() for family in ("rhel", "suse"))
    known = set(re.findall(r'NOTHING\("(\w+)#?"', tables)) | set(re.findall(r'\{"(\w+)", KEY_NOTHING', tables))
    return [r.text for r in rules if r.where == "*" and re.fullmatch(r"\w+=", r.key) and r.values.pattern == ".*" and
            r.key[:-1] not in known]


def lines(bw, corpus, path):
    rules = nothing(path)
    for key in not_in_tables(rules):
        print(f"not ok {path}: no table of keys says that {key} configures nothing")
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for name, asked, silent in pool.map(lambda h: lines_of(bw, corpus, h, rules), hosts(corpus)):
            if silent:
                print(f"not ok {name}: lines whose loss nobody would notice")
                print("\n".join("  " + s for s in silent))
            elif asked:
                print(f"ok {name}: each of {asked} lines counts")
    for rule in rules:
        if not rule.used:
            print(f"not ok {path}: no line is left that needs {rule.text} {rule.values.pattern}")


if __name__ == "__main__":
    {"outcomes": outcomes, "lines": lines}[sys.argv[1]](*sys.argv[2:])
