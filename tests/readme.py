"""Runs the commands of a Markdown file's console blocks and compares what they print with what stands there.

A line that begins with "$ bondwright" is a command, what follows up to the next one is its output, both streams
together. A line "..." stands for any number of lines.
"""
import os
import re
import subprocess
import sys

PROGRAM = os.path.abspath(os.environ["BW"])
text = open(sys.argv[1], encoding="utf-8").read()


def pattern(shown):
    parts = re.split(r"(?m)^\.\.\.\n", shown)
    return re.compile("(?:.*\n)*".join(re.escape(p) for p in parts))


count = 0
for block in re.findall(r"(?ms)^```console\n(.*?)^```$", text):
    for command, shown in re.findall(r"(?m)^\$ (.*)\n((?:(?!\$ ).*\n)*)", block):
        if not command.startswith("bondwright "):
            continue
        r = subprocess.run(command.split("#")[0].replace("bondwright", PROGRAM, 1), shell=True, text=True, check=False,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=dict(os.environ, NO_COLOR="1"))
        count += 1
        if pattern(shown).fullmatch(r.stdout):
            print(f"ok {command}")
        else:
            print(f"not ok {command} prints\n{r.stdout}\nand the file shows\n{shown}")
if not count:
    print("not ok the README shows no command")
