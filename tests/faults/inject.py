#!/usr/bin/python3
"""Lets each system call of `render --root` fail in turn and looks what the tree is then.

usage: inject.py BONDWRIGHT INJECT.SO DIRECTORY TABLE

After each fault every file is the old or the new one as a whole; where not all are of one kind the journal is there, and
`diff` says of each which it is; nothing is left that a boot would read; and the next run completes the tree. The table says
for every call how often it was made to fail, and what the tree was: it is written to TABLE. Prints "ok" and "not ok" lines.
"""
import concurrent.futures
import errno
import os
import re
import shutil
import signal
import subprocess
import sys

from tree import STATE, TEMPORARY, bondwright, files_of, snapshot, stock, touched

BW, SHIM, WORK, TABLE = sys.argv[1:]
FAULTS = [("ENOSPC", errno.ENOSPC), ("EIO", errno.EIO), ("EACCES", errno.EACCES), ("EINTR", errno.EINTR),
          ("short", "short"), ("killed before", "before"), ("killed after", "after")]


def run_with(command, tree, host, inject=None, log=None):
    env = {"LD_PRELOAD": SHIM}
    if inject:
        env.update(INJECT=inject, INJECT_ROOT=tree, INJECT_LOG=log)
    return bondwright(BW, command, tree, host, env=env)


class Case:
    """A tree as it is before, the host that it is brought to, and what it is after a run that nothing disturbs."""
    now = None

    def __init__(self, name, title, host, prepare):
        self.name, self.title, self.host = name, title, host
        self.start = os.path.join(WORK, name, "start")
        os.makedirs(self.start)
        self.old, self.new = None, None
        prepare(self.start)
        end = os.path.join(WORK, name, "end")
        copy(self.start, end)
        run = run_with("render", end, host)
        if run.returncode:
            sys.exit(f"{name}: {run.stderr}")
        self.old, self.new = snapshot(self.start), snapshot(end)
        was = touched(end)
        if run_with("render", end, host).returncode or touched(end) != was or snapshot(end) != self.new:
            sys.exit(f"{name}: a second run touches files")
        self.known = [files_of(self.old), files_of(self.new)]
        self.begun = self.known[1:]  # what a journal may call new

    def also(self, tree):
        """Where the start is half of something itself: what files may be besides."""
        self.known.append(files_of(tree))
        return self

    def half_of(self, tree):
        """Where the run that was cut off had begun something else."""
        self.begun.append(files_of(tree))
        return self.also(tree)


def copy(tree, to):
    subprocess.run(["cp", "-a", tree, to], check=True)


def ready(tree, host):
    run = run_with("render", tree, host)
    if run.returncode:
        sys.exit(run.stderr)


def before(tree):
    stock(tree)
    ready(tree, "before.yaml")


def cut_off(tree):
    """Killed at a rename in the middle, with its temporary beside."""
    before(tree)
    log = tree + ".log"
    calls = count(tree, "after.yaml", log)
    at = [i for i, call in enumerate(calls, 1) if call == "renameat2"]
    run_with("render", tree, "after.yaml", f"before:{at[len(at) // 2]}", log)


def count(tree, host, log):
    """The calls of a whole run, on a copy."""
    twin = tree + ".twin"
    copy(tree, twin)
    run_with("render", twin, host, "0:0", log)
    shutil.rmtree(twin)
    with open(log, encoding="ascii") as f:
        calls = f.read().split("\n")[:-1]
    os.unlink(log)
    return calls


# ---- what the tree is after a fault --------------------------------------------------------------

def kind_of(case, files):
    """old, new or half: by the files; a string that says more is a fault."""
    for path in sorted(set(files) | set(case.known[0]) | set(case.known[1])):
        if TEMPORARY.search(path):
            continue
        if not any(files.get(path) == known.get(path) for known in case.known):
            return f"{path} is neither old nor new"
    real = {p: v for p, v in files.items() if not TEMPORARY.search(p)}
    return "old" if real == case.known[0] else "new" if real == case.known[1] else "half"


def judge_diff(case, tree, files, kind):
    """diff says that the tree is half written, and what each file is."""
    said = run_with("diff", tree, case.host)
    journal = os.path.exists(os.path.join(tree, STATE, "journal"))
    if ("TREE006" in said.stderr) != journal:
        return "diff does not say that a run was cut off" if journal else "diff speaks of a run that was cut off"
    want = 0 if kind == "new" and not journal else 1
    if said.returncode != want:
        return f"diff ends with {said.returncode}, not {want}: {said.stderr}"
    words = {"old": "is still the old one", "new": "is the new one already"}
    for path, word in re.findall(r"^  /(\S+) (is .*)$", said.stderr, re.M):
        if word == words["new"] and not any(files.get(path) == k.get(path) for k in case.begun):
            return f"diff calls {path} new"
        if word == words["old"] and not any(files.get(path) == k.get(path) for k in [case.known[0]] + case.known[2:]):
            return f"diff calls {path} old"
    return None


def judge(case, tree, run, killed):
    """What the tree is, and what is wrong with that (None: nothing)."""
    now = snapshot(tree)
    files = files_of(now)
    kind = kind_of(case, files)
    journal = STATE + "/journal" in now
    left = [p for p in now if TEMPORARY.search(p) and p not in case.old]
    if kind not in ("old", "new", "half"):
        return "?", kind
    if left and not killed:
        return kind, f"left behind: {left}"
    if any(not os.path.basename(p).startswith(".") for p in left):
        return kind, f"a temporary that a boot would read: {left}"
    if kind == "half" and not journal:
        return kind, "half written, and no journal says so"
    if not killed and run.returncode == 0 and (now != case.new):
        return kind, "the run says that all is well"
    if not killed and run.returncode not in (0, 2):
        return kind, f"the run ends with {run.returncode}: {run.stderr}"
    return kind, judge_diff(case, tree, files, kind)


def complete(case, tree):
    """A second run that nothing disturbs brings the tree to what it is to be."""
    run = run_with("render", tree, case.host)
    if run.returncode:
        return f"the next run ends with {run.returncode}: {run.stderr}"
    now = snapshot(tree)
    if now != case.new:
        return "after the next run differ: " + ", ".join(
            p for p in sorted(set(now) | set(case.new)) if now.get(p) != case.new.get(p))
    return None


def inject(what, n, word):
    """One fault of the case at hand: (call that was hit or None, kind, what is wrong)."""
    case = Case.now
    tree = os.path.join(WORK, case.name, f"{word.replace(' ', '-')}-{n}")
    log = tree + ".log"
    copy(case.start, tree)
    same = {p for p, v in case.known[0].items() if case.known[1].get(p) == v}
    was = touched(tree)
    run = run_with("render", tree, case.host, f"{what}:{n}", log)
    with open(log, encoding="ascii") as f:
        hit = re.findall(r"^! (\S+)$", f.read(), re.M)
    killed = run.returncode == -signal.SIGKILL
    kind, wrong = judge(case, tree, run, killed)
    if killed != (what in ("before", "after") and bool(hit)):
        wrong = f"ended with {run.returncode}: {run.stderr}"
    if not wrong:
        wrong = complete(case, tree)
    if not wrong and any(touched(tree).get(p) != was[p] for p in same):
        wrong = "a file that is equal was touched"
    if not wrong:
        shutil.rmtree(tree)
        os.unlink(log)
    return (hit[0] if hit else None), kind, wrong


# ---- all of them ---------------------------------------------------------------------------------

def run_fault(pool, word, what, calls):
    """The fault at every call; (call, kind) -> how often, and what went wrong."""
    seen, wrong, n = {}, [], 1
    while True:
        batch = list(range(n, n + 64)) if n > 1 else list(range(1, len(calls) + 1))
        for at, (call, kind, why) in zip(batch, pool.map(inject, [what] * len(batch), batch, [word] * len(batch), chunksize=8)):
            if why:
                wrong.append(f"{word} at call {at} ({call}): {why}")
            if call:
                seen[call, kind] = seen.get((call, kind), 0) + 1
            elif not why:
                return seen, wrong
        n = batch[-1] + 1


def table_of(case, all_seen):
    calls = sorted({call for seen in all_seen.values() for call, _ in seen})
    rows = [["call"] + [word for word, _ in FAULTS]]
    for call in calls:
        rows.append([call] + ["/".join(str(all_seen[word].get((call, kind), 0)) for kind in ("old", "half", "new"))
                              for word, _ in FAULTS])
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths)).rstrip() for row in rows]
    return f"{case.title}\n\n" + "\n".join(lines) + "\n"


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    os.umask(0o022)
    cases = [Case("first", "A system that bondwright has not seen: files come, lines go into shared ones.", "before.yaml",
                  stock),
             Case("change", "Its host changes: files come, change and go, lines are taken out of a shared one.",
                  "after.yaml", before)]
    whole = cases[1]
    cases.append(Case("completion", "The same, begun by a run that was killed half way: this one completes it.",
                      "after.yaml", cut_off).also(whole.old))
    cases.append(Case("another", "The same half, but the host is to be again what it was before.", "before.yaml",
                      cut_off).half_of(whole.new))
    if files_of(cases[-1].new) != files_of(whole.old):
        print("not ok another: what the run made that was cut off is still there")
    parts = []
    for case in cases:
        Case.now = case
        calls = count(case.start, case.host, case.start + ".log")
        all_seen = {}
        with concurrent.futures.ProcessPoolExecutor() as pool:
            for word, what in FAULTS:
                all_seen[word], wrong = run_fault(pool, word, what, calls)
                total = sum(all_seen[word].values())
                if wrong:
                    print(f"not ok {case.name}: {word}: {len(wrong)} of {total} calls")
                    print("\n".join("  " + w for w in wrong[:10]))
                elif total < 100:
                    print(f"not ok {case.name}: {word}: only {total} calls were hit")
                else:
                    print(f"ok {case.name}: {word} at each of {total} calls", flush=True)
        parts.append(table_of(case, all_seen))
    with open(TABLE, "w", encoding="ascii") as f:
        f.write("What became of a tree when a system call of `render --root` failed: written by `make faults`.\n\n"
                "Each call was made to fail in turn: with an error, by doing half of what it was to do (short), or by the\n"
                "end of the program just before or after it. A/B/C: how often the files were all the old ones\n"
                "then, partly the new ones with a journal that says so, all the new ones. Each time `diff` said the same,\n"
                "no temporary was left that a boot would read, and the next run brought the tree to its end.\n\n")
        f.write("\n".join(parts))


main()
