"""Runs the commands of Markdown files' console blocks and compares what they print with what stands there.

A line that begins with "$ " is a command, lines behind it that begin with "> " go on with it, and what follows up to the
next one is its output, both streams together. A line "..." stands for any number of lines. The commands of one file run
one after the other in one directory, where everything at the top of the tree is found, and which goes afterwards.
"""
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(os.environ["BW"])
COMMAND = re.compile(r"(?m)^\$ (.*\n(?:> .*\n|>\n)*)((?:(?!\$ ).*\n)*)")


def pattern(shown):
    parts = re.split(r"(?m)^\.\.\.\n", shown)
    return re.compile("(?:.*\n)*".join(re.escape(p) for p in parts))


def commands(path):
    with open(path, encoding="utf-8") as f:
        for block in re.findall(r"(?ms)^```console\n(.*?)^```$", f.read()):
            for command, shown in COMMAND.findall(block):
                yield re.sub(r"(?m)^> ?", "", command), shown


def run(command, where, env):
    return subprocess.run(["bash", "-c", command], text=True, check=False, cwd=where, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout


def judge(path, where, env):
    count = 0
    for command, shown in commands(path):
        printed = run(command, where, env)
        count += 1
        if pattern(shown).fullmatch(printed):
            print(f"ok {path}: {command.splitlines()[0]}")
        else:
            print(f"not ok {path}: {command}prints\n{printed}\nand the file shows\n{shown}")
    return count


top = os.getcwd()
total = 0
for document in sys.argv[1:]:
    with tempfile.TemporaryDirectory() as scratch:
        for name in os.listdir(top):
            if not name.startswith("."):
                os.symlink(os.path.join(top, name), os.path.join(scratch, name))
        os.mkdir(os.path.join(scratch, ".bin"))
        os.symlink(PROGRAM, os.path.join(scratch, ".bin", "bondwright"))
        total += judge(document, scratch, dict(os.environ, NO_COLOR="1", HOME=scratch,
                                               PATH=f"{scratch}/.bin:{os.environ['PATH']}"))
if not total:
    print("not ok the documents show no command")
