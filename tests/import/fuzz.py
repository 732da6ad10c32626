"""Damaged files: our own and, where they are, real ones are mutated, imported and checked.

Usage: fuzz.py BONDWRIGHT COUNT [SEED [CORPUS]]

Whatever comes in, the program ends with one of its exit codes, says so in lines that a terminal can bear, and what it
prints as a description is one: no fault of the text, and no reference that leads nowhere but those of the files. A
COUNT of inputs follows from SEED alone; what breaks is named by its number and left in the directory $FUZZ_KEEP, if
that is set.
"""
import concurrent.futures
import glob
import os
import random
import re
import subprocess
import sys

RELEASES = ["rhel4.9", "rhel5.4", "rhel6.8", "rhel7", "rhel8", "etch", "squeeze", "jessie", "bookworm", "sles10",
            "sles11", "sles12"]
LONGEST = 1000  # characters of a line that people are to read
SAN = re.compile(rb"Sanitizer|runtime error:")
# C0 but for tab and line feed, DEL, C1, marks of direction
RAW = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INSERTED = [b"\0", b"\r", b"\r\n", b'"', b"'", b"\\", b"\\\n", b"`", b"$(", b"${", b"#", b"\n", b"=", b"*", b"\x1b[2J", b"\xff",
            b"\xe2\x80\xae", b"\xef\xbb\xbf", b"99999999999999999999", b"-1", b"../../etc/shadow", b"<==", b"==> ", b":", b"/",
            b"(", b")", b"A" * 300]


def run(bw, *arguments, data):
    return subprocess.run([bw, *arguments], input=data, capture_output=True, timeout=20, env={**os.environ, "NO_COLOR": "1"})


def bundle(folder):
    """A host of the corpus as one text."""
    text = b""
    for where, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(where, name)
            if name != "SOURCE" and os.path.getsize(path) < 50000:
                text += f"==> {os.path.relpath(path, folder)} <==\n".encode() + open(path, "rb").read() + b"\n"
    return text


def originals(bw, corpus):
    found = []
    for release in RELEASES:
        host = subprocess.run(["tests/golden/everything", release], capture_output=True, check=True).stdout
        found.append(run(bw, "render", "--allow-loss", "-", data=host).stdout)
    for example in sorted(glob.glob("examples/*.yaml")):
        found.append(run(bw, "render", "--allow-loss", example, data=b"").stdout)
    for folder in sorted(glob.glob(os.path.join(corpus, "*", "*"))) if corpus else []:
        if os.path.isdir(folder):
            found.append(bundle(folder))
    return [text for text in found if text]


def mutated(random, texts):
    """One or a few damages; lines are what the readers work with, so most of them are to lines."""
    text = random.choice(texts)
    for _ in range(random.choice([1, 1, 2, 4, 16])):
        lines = text.splitlines(keepends=True)
        at, to = (random.randrange(len(lines) or 1) for _ in range(2))
        place = random.randrange(len(text) + 1)
        how = random.randrange(9)
        if not lines:
            text = random.choice(INSERTED)
        elif how == 0:
            text = text[:place] + bytes([random.randrange(256)]) + text[place + 1:]
        elif how == 1:
            del lines[at]
        elif how == 2:
            lines.insert(to, lines[at])
        elif how == 3:
            lines[at], lines[to] = lines[to], lines[at]
        elif how == 4:
            text = text[:place]
        elif how == 5:
            text = text[:place] + random.choice(INSERTED) + text[place:]
        elif how == 6:
            other = random.choice(texts).splitlines(keepends=True)
            start = random.randrange(len(other))
            lines[at:at] = other[start:start + random.randrange(1, 12)]
        elif how == 7:
            word = re.compile(rb"[A-Za-z0-9.]+")
            words = word.findall(text)
            lines[at] = word.sub(lambda m: random.choice(words) if not random.randrange(3) else m[0], lines[at])
        else:
            lines[at] = random.choice(lines).rstrip(b"\n") + lines[at]
        if how in (1, 2, 3, 6, 7, 8) and lines:
            text = b"".join(lines)
    return text


def wrong(done, prose):
    """What is wrong with a run; None: nothing."""
    if done.returncode not in (0, 1, 2):
        return f"it ends with {done.returncode}: {done.stderr[-300:]!r}"
    if SAN.search(done.stderr):
        return f"the sanitizer says {done.stderr[:300]!r}"
    try:
        out = (done.stdout + done.stderr).decode()
    except UnicodeDecodeError as e:
        return f"it prints what is not UTF-8: {e}"
    if RAW.search(out):
        return f"it prints {RAW.search(out)[0]!r} as it is"
    longest = max(prose.decode().split("\n"), key=len)
    return f"it prints a line of {len(longest)}: {longest[:200]}" if len(longest) > LONGEST else None


def one(bw, number, text, source):
    options = source and ["--from", source] or []
    try:
        done = run(bw, "import", *options, "-", data=text)
        fault = wrong(done, done.stderr)
        if not fault and done.stdout:
            again = run(bw, "check", "-", data=done.stdout)
            fault = wrong(again, again.stdout)
            fault = fault or next((f"the description has a fault: {line}" for line in again.stdout.decode().splitlines()
                                   if re.search(r" error\[YAML", line)), None)
        if not fault and not number % 2:
            done = run(bw, "check", *options, "-", data=text)
            fault = wrong(done, done.stdout)
        if not fault and not number % 8:
            done = run(bw, "convert", "--allow-loss", "--to", RELEASES[number // 8 % len(RELEASES)], "-", data=text)
            fault = wrong(done, done.stderr)
    except subprocess.TimeoutExpired:
        fault = "it does not end"
    if fault and "FUZZ_KEEP" in os.environ:
        open(os.path.join(os.environ["FUZZ_KEEP"], str(number)), "wb").write(text)
    return fault and f"not ok damaged files: number {number}, {' '.join(options)}: {fault}"


def main():
    bw, count, seed, corpus = sys.argv[1], int(sys.argv[2]), *(sys.argv[3:5] + ["1", None][len(sys.argv) - 3:])
    texts = originals(bw, corpus)
    dice = random.Random(int(seed))
    inputs = [(i, mutated(dice, texts), dice.choice([None, None, "rhel", "debian", "suse"] + RELEASES)) for i in range(count)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = [f for f in pool.map(lambda i: one(bw, *i), inputs) if f]
    print("\n".join(faults[:20]) if faults else f"ok {count} damaged files, of {len(texts)} hosts")


if __name__ == "__main__":
    main()
