"""Follows CONTRIBUTING.md in a scratch copy of the tree: what it says has to be written is written, and built, and its
commands are run and compared (tests/document.py does that).

A block whose info string names a path is a file; one of `diff` is a change to files. Usage: contributing.py DIRECTORY, an empty
one that the copy is made in.
"""
import os
import re
import subprocess
import sys

scratch = sys.argv[1]
ENV = {k: v for k, v in os.environ.items() if k not in ("BUILD", "MAKEFLAGS", "MAKELEVEL", "CFLAGS")}
# the blocks' own tests, and those that look at all of them
UNITS = ["rules/test_blocks", "fleet/test_catalogue", "targets/test_target", "model/test_release"]


def say(ok, name, why=""):
    print(f"ok {name}" if ok else f"not ok {name}: {why}")
    return ok


def run(*command, **more):
    return subprocess.run(command, cwd=scratch, env=ENV, text=True, check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **more)


def write(path, text):
    path = os.path.join(scratch, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def follow(document):
    """Writes everything down; the number of pieces."""
    blocks = re.findall(r"(?ms)^```([a-z]+)(?: (\S+))?\n(.*?)^```$", document)
    pieces = 0
    for language, path, text in blocks:
        if path:
            write(path, text)
            pieces += 1
        elif language == "diff":
            patch = run("patch", "-p1", "-F0", input=text)
            say(not patch.returncode, f"change of {text.splitlines()[1][6:]}", patch.stdout)
            pieces += 1
    return pieces


def main():
    if subprocess.run(["tests/package/copy", scratch], check=False).returncode:
        say(False, "a scratch copy")
        return
    with open("CONTRIBUTING.md", encoding="utf-8") as f:
        pieces = follow(f.read())
    say(pieces == 5, "what is written down", f"{pieces} pieces")
    build = os.path.join(scratch, "build")
    units = [f"{build}/unit/{u}" for u in UNITS]
    made = run("make", "-s", f"-j{os.cpu_count()}", f"BUILD={build}", "CFLAGS=-O0", "all", *units)
    if not say(not made.returncode, "it builds", made.stdout[-3000:]):
        return
    for unit in units:
        tested = run(unit)
        say(not tested.returncode, f"tests of {os.path.basename(unit)}", tested.stdout[-3000:])
    shown = subprocess.run([sys.executable, os.path.join(scratch, "tests", "document.py"), "CONTRIBUTING.md"],
                           cwd=scratch, env=dict(ENV, BW=f"{build}/bondwright"), check=False)
    say(not shown.returncode, "its commands end")


main()
