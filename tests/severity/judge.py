"""Compares how severe the program finds each rule on each release with tests/severity/transitions.

judge.py PROGRAM TRANSITIONS: the bad example of every block, and the hosts that TRANSITIONS names, are moved
to every release and judged there. One line a rule: ok or not ok.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

BW, TRANSITIONS = os.path.abspath(sys.argv[1]), sys.argv[2]
SEVERITIES = ["silent", "info", "warning", "error"]
# a fact names a function, or the number of something: a version, a section, an issue
FACT = re.compile(r"\w\(\)|[0-9]")
# who speaks in place of a rule that is silent
INSTEAD = re.compile(r"\(([A-Z]+[0-9]{3})\)$")


def run(*command):
    return subprocess.run([BW, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                          text=True, stdin=subprocess.DEVNULL, check=False)


def family(release):
    return release[:4] if release.startswith(("rhel", "sles")) else "debian"


RELEASES = [line.split()[0] for line in run("releases").stdout.splitlines()]
FIRST = {}  # of each family
for name in RELEASES:
    FIRST.setdefault(family(name), name)


def moved(host, release):
    return re.sub(r"^os: .*$", "os: " + release, host, count=1, flags=re.M)


# ---- what the file says ----

def full_name(release):
    """rhel6 is its first minor."""
    return release + ".0" if release + ".0" in RELEASES else release


def read_transitions(path):
    """(rule, host or "") -> [(release, severity, fact)], and what is wrong with the file."""
    cases, wrong, at = {}, [], None
    for number, line in enumerate(open(path), 1):
        place = "%s:%d: " % (path, number)
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            at = tuple((line.split() + [""])[:2])
            if len(line.split()) > 2 or at in cases:
                wrong.append(place + "a rule, and a host at most, that was not there before")
            cases.setdefault(at, [])
            continue
        words = line.split(None, 2)
        if len(words) < 3 or not FACT.search(words[2]):
            wrong.append(place + "no fact")
            continue
        release = full_name(words[0])
        if at is None or release not in RELEASES or words[1] not in SEVERITIES:
            wrong.append(place + "a release, its severity and the fact, below a rule")
        else:
            cases[at].append((release, words[1], words[2].rstrip()))
    return cases, wrong


def spread(lines):
    """What the lines say of every release: {release: severity}, {release: id of who speaks instead}; and what
    is wrong with them."""
    said, instead, severity, other = {}, {}, None, None
    new_on = {release: (severity, fact) for release, severity, fact in lines}
    if [line[0] for line in lines] != [r for r in RELEASES if r in new_on]:
        return {}, {}, "its releases are not those of `bondwright releases` in that order, each once"
    for release in RELEASES:
        if release == FIRST[family(release)]:
            severity = None
        if release in new_on:
            if new_on[release][0] == severity:
                return {}, {}, "nothing changes on %s" % release
            severity, fact = new_on[release]
            other = INSTEAD.search(fact) if severity == "silent" else None
        if severity is None:
            return {}, {}, "nothing is said of %s" % release
        said[release] = severity
        if other:
            instead[release] = other[1]
    return said, instead, ""


def transitions(severities):
    """The lines that would say that, without their facts."""
    lines, last = "", None
    for release in RELEASES:
        if release == FIRST[family(release)] or severities[release] != severities[last]:
            lines += "  %-9s %s\n" % (release, severities[release])
        last = release
    return lines


# ---- what the program says ----

def section(text, heading):
    m = re.search(r"^%s\n((?:    .*\n)+)" % heading, text, flags=re.M)
    return re.sub(r"^    ", "", m[1], flags=re.M) if m else None


def bad_examples():
    """Rule -> its bad example and the host beside it, for every block that has one."""
    found = {}
    for line in run("rules").stdout.splitlines():
        m = re.match(r"[A-Z]+[0-9]{3} ", line)
        text = run("explain", m[0].strip()).stdout if m else ""
        if section(text, "Bad"):
            found[m[0].strip()] = section(text, "Bad"), section(text, "With this host")
    return found


def check(directory):
    """The findings of a run over the directory: {file name without suffix, or "": {id: severity}}."""
    done = run("check", "--format", "json", directory)
    if done.returncode not in (0, 1):
        sys.exit("not ok check: exit %d: %s" % (done.returncode, done.stderr))
    found = {}
    for judged in json.loads(done.stdout)["files"]:
        worst = found.setdefault(os.path.basename(judged.get("file", "")).removesuffix(".yaml"), {})
        for f in judged["findings"]:
            worst[f["id"]] = max(worst.get(f["id"], "silent"), f["severity"], key=SEVERITIES.index)
    return found


def write(directory, hosts):
    for label, host in hosts.items():
        with open(os.path.join(directory, label + ".yaml"), "w") as out:
            out.write(host)


def judge_alone(hosts):
    """{label: {release: {id: severity}}}"""
    found = {label: {} for label in hosts}
    for release in RELEASES:
        with tempfile.TemporaryDirectory() as directory:
            write(directory, {label: moved(host, release) for label, host in hosts.items()})
            judged = check(directory)
        for label in hosts:
            found[label][release] = judged[label]
    return found


def judge_beside(rule, bad, beside):
    """Of a rule for several hosts: both are moved."""
    found = {}
    for release in RELEASES:
        with tempfile.TemporaryDirectory() as directory:
            write(directory, {"a": moved(beside, release), "b": moved(bad, release)})
            found[release] = max((f.get(rule, "silent") for f in check(directory).values()),
                                 key=SEVERITIES.index)
    return found


def compute(cases):
    """(rule, host or "") -> {release: severity}; what is found in each host, by release; and the further
    hosts that were not judged at all."""
    examples = bad_examples()
    alone = {rule: bad for rule, (bad, beside) in examples.items() if beside is None}
    here = os.path.dirname(TRANSITIONS)
    further = {host: open(os.path.join(here, host + ".yaml")).read() for _, host in cases
               if host and host not in alone}
    found = judge_alone({**alone, **further})
    severities = {(rule, ""): {r: found[rule][r].get(rule, "silent") for r in RELEASES} for rule in alone}
    for rule, (bad, beside) in examples.items():
        if beside is not None:
            severities[rule, ""] = judge_beside(rule, bad, beside)
    for rule, host in cases:
        if host and rule in examples:
            severities[rule, host] = {r: found[host][r].get(rule, "silent") for r in RELEASES}
    faulty = [host for host in further
              if any(i.startswith(("YAML", "REF")) for ids in found[host].values() for i in ids)]
    return severities, found, faulty


# ---- both ----

def compare(lines, severities, found):
    """What is wrong with the case; None: nothing."""
    differs = len(set(severities.values())) > 1
    if lines is None:
        why = "it differs between releases, and the file does not have it:\n"
        return why + transitions(severities) if differs else None
    if not differs:
        return "it is %s everywhere: no transition" % severities[RELEASES[0]]
    said, instead, why = spread(lines)
    if why or said != severities:
        return why or "the program says:\n" + transitions(severities)
    mute = ["%s on %s" % (rule, r) for r, rule in instead.items() if rule not in found[r]]
    return "nor is there " + ", ".join(mute) if mute else None


def main():
    cases, wrong = read_transitions(TRANSITIONS)
    severities, found, faulty = compute(cases)
    for what in wrong:
        print("not ok the file: " + what)
    for host in faulty:
        print("not ok %s: faults, so that no rule judges it" % host)
    for rule, host in sorted(set(cases) | set(severities)):
        if (rule, host) not in severities:
            print("not ok %s: no rule with a bad example" % rule)
            continue
        why = compare(cases.get((rule, host)), severities[rule, host], found.get(host or rule))
        if why or (rule, host) in cases:
            print("%s %s %s%s" % ("not ok" if why else "ok", rule, host, ": " + why if why else ""))
    even = sum((c not in cases) for c in severities)
    print("ok %d more are the same on all %d releases" % (even, len(RELEASES)))


main()
