"""Every host at every release: run.py BONDWRIGHT EXPECT DIRECTORY

The hosts are those of examples/ and of tests/bringup/hosts/, with `os` replaced, and the one of tests/golden/ that
uses everything; what is refused has to say so by
status 1. One line for each host and release.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

from files import read
from judge import Host, judge
from release import VERSIONS

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../..")
EVERYTHING = os.path.normpath(os.path.join(ROOT, "tests/golden/everything"))


def hosts():
    found = glob.glob(os.path.join(ROOT, "examples/*.yaml")) + glob.glob(os.path.join(HERE, "hosts/*.yaml"))
    return {os.path.basename(path)[:-5]: os.path.normpath(path) for path in sorted(found) + [EVERYTHING + ".yaml"]}


def described(path, release):
    """The host of the file as one that runs the release."""
    if path == EVERYTHING + ".yaml":
        return subprocess.run([EVERYTHING, release], capture_output=True, text=True, check=True).stdout
    return re.sub(r"(?m)^os:.*$", f"os: {release}", read(path))


class Rendered:
    """A host rendered for a release: where, and what was said; `status` as bondwright's."""

    def __init__(self, bondwright, directory, name, path, release):
        self.directory = os.path.join(directory, release, name)
        shutil.rmtree(self.directory, ignore_errors=True)
        os.makedirs(self.directory)
        self.yaml = os.path.join(self.directory, "host.yaml")
        with open(self.yaml, "w", encoding="utf-8") as f:
            f.write(described(path, release))
        out = os.path.join(self.directory, "out")
        done = subprocess.run([bondwright, "render", "--color", "never", "--allow-loss", "--out", out, self.yaml],
                              capture_output=True, text=True, check=False)
        self.status, self.said = done.returncode, done.stderr
        self.tree = os.path.join(out, os.listdir(out)[0]) if not self.status else None

    def errors(self):
        return ",".join(sorted(set(re.findall(r" error\[(\w+)\]", self.said))))


def one(bondwright, expect, directory, name, path, release):
    """(ok, line, details)"""
    try:
        rendered = Rendered(bondwright, directory, name, path, release)
        if rendered.status:
            good = rendered.status == 1 and rendered.errors()
            return good, f"{name} {release}: refused, {rendered.errors() or rendered.said}", []
        host = Host(rendered.yaml, expect, rendered.said)
        found = judge(rendered.tree, release, host)
    except Exception as why:  # pylint: disable=broad-except
        return False, f"{name} {release}: {type(why).__name__}: {why}", []
    line = f"{name} {release}: {host.compared} settings, {host.passed_over} lost"
    return not found and host.compared > 0, line, found


def rows(bondwright):
    """The releases of RHEL as {what is known of them: names}: minors of one row have one text."""
    listed = subprocess.run([bondwright, "releases"], capture_output=True, text=True, check=True).stdout
    found = {}
    for name, fact in re.findall(r"(?m)^(rhel\S+)\s+(.*)", listed):
        found.setdefault(fact, []).append(name)
    return found


def last_minor(name, found):
    return [n for names in found.values() for n in names if n.startswith(name + ".")][-1]


def main(bondwright, expect, directory):
    found = rows(bondwright)
    for fact, names in found.items():
        # a name without a minor means the last one
        hit = [v for v in VERSIONS if v in names or ("." not in v and last_minor(v, found) in names)]
        print(f"{'ok' if hit else 'not ok'} {names[0]} to {names[-1]}: brought up as {' '.join(hit) or 'nothing'}: {fact}")
    jobs = [(bondwright, expect, directory, name, path, release)
            for name, path in hosts().items() for release in VERSIONS]
    idle = {name for name, path in hosts().items() if os.path.dirname(path).endswith("bringup/hosts")}
    with ProcessPoolExecutor() as pool:
        for (*_, name, _, _), (good, line, details) in zip(jobs, pool.map(one, *zip(*jobs), chunksize=4)):
            print(("ok " if good else "not ok ") + line)
            for detail in details:
                print(f"    {detail}")
            if ": refused" not in line:
                idle.discard(name)
    for name in sorted(idle):
        print(f"not ok {name}: refused everywhere")


if __name__ == "__main__":
    main(*sys.argv[1:])
