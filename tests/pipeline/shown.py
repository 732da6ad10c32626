"""Compares a block of a Markdown file that begins with ```text NAME with what was printed.

Usage: shown.py DOCUMENT NAME PRINTED. A line "..." stands for any number of lines, before the first and behind the last
too. What differs from run to run is written in capitals: TIME (20261121T104043Z), PATH (an absolute path).
"""
import re
import sys

document, name, printed = sys.argv[1:]
with open(document, encoding="utf-8") as f:
    blocks = re.findall(rf"(?ms)^```text {re.escape(name)}\n(.*?)^```$", f.read())
with open(printed, encoding="utf-8", errors="replace") as f:
    text = re.sub(r"(?m)[ \t]+$", "", f.read())


def pattern(line):
    return re.escape(line).replace("TIME", r"\d{8}T\d{6}Z").replace("PATH", r"/\S*")


if len(blocks) != 1:
    print(f"not ok {document}: {len(blocks)} blocks are called {name}")
    sys.exit()
parts = [pattern(part) for part in re.split(r"(?m)^ *\.\.\.\n", blocks[0])]
if re.search(r"(?m)^" + "(?:.*\n)*?".join(parts), text):
    print(f"ok {document} shows {name}")
else:
    print(f"not ok {document} shows {name} otherwise. Printed was\n{text}\nand the file has\n{blocks[0]}")
