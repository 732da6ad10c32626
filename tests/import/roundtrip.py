"""Our own files come back as they are: hosts are rendered, what was rendered is imported and rendered again.

Usage: roundtrip.py BONDWRIGHT WORK RELEASE,... DOCUMENT...     with - for RELEASE: the document's own

A description knows what files do not: cabling, guests, why a value was chosen. So the first rendering and the second are
the same but for comments and the files for guests; the second and the third, byte for byte.
"""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys

# what is made for guests is no configuration of the host, and tells of them alone
FOR_GUESTS = re.compile(r"etc/(bondwright/guest|libvirt|lxc|vz|sysctl.d/bondwright-venet|xen/(?!xend-config|scripts))")


def run(bw, *arguments, text=None):
    return subprocess.run([bw, *arguments], input=text, capture_output=True, timeout=60)


def policy(bw, path):
    """What is dangerous is rendered all the same: nothing is to be judged here. Faults of files stay errors, and the
    program says which ids are."""
    ids = re.findall(r"(?m)^([A-Z]+\d{3}) ", run(bw, "rules").stdout.decode())
    for _ in range(2):
        with open(path, "w") as out:
            out.write("[rules]\n" + "".join(f"{i} = info\n" for i in ids))
        host = b"host: a.example.com\nos: bookworm\n"
        said = run(bw, "check", "--policy", path, "-", text=host).stdout.decode()
        ids = sorted(set(ids) - set(re.findall(r"POLICY007\]: (\S+) is a fault", said)))


def tree(root, comments):
    files = {}
    for where, _, names in os.walk(root):
        for name in names:
            path = os.path.relpath(os.path.join(where, name), root)
            if FOR_GUESTS.match(path):
                continue
            data = open(os.path.join(where, name), "rb").read()
            files[path] = data if comments else re.sub(rb"(?m)^[ \t]*#.*\n", b"", data)
    return files


def differ(first, second, where):
    for path in sorted(set(first) | set(second)):
        if first.get(path) != second.get(path):
            old, new = (t.get(path, b"(no such file)\n").decode(errors="replace").splitlines() for t in (first, second))
            lines = [f"-{x}" for x in old if x not in new] + [f"+{x}" for x in new if x not in old] or ["(order)"]
            return f"{where}: {path}: " + " ".join(lines[:6])
    return None


def rendered(bw, out, rules, document):
    os.makedirs(out)
    done = run(bw, "render", "--allow-loss", "--policy", rules, "--out", out, "-", text=document)
    if done.returncode or not os.listdir(out):
        return None, done.stderr.decode(errors="replace").strip().splitlines()
    return os.path.join(out, os.listdir(out)[0]), None


def go_round(bw, work, rules, name, release, document):
    """Gives None where the document is refused, else "" or what is wrong."""
    where = os.path.join(work, f"{name}.{release}")
    first, why = rendered(bw, where + "/1", rules, document)
    if not first:
        shutil.rmtree(where)
        return None
    trees = [first]
    for step in ("/2", "/3"):
        done = run(bw, "import", "--from", release, trees[-1])
        errors = [l for l in done.stderr.decode(errors="replace").splitlines() if ": error[" in l]
        if done.returncode or errors:
            return f"import{step}: exit {done.returncode}: " + " ".join(errors[:3])
        again, why = rendered(bw, where + step, rules, done.stdout)
        if not again:
            return f"render{step} is refused: " + " ".join(l for l in why if "error[" in l)[:300]
        trees.append(again)
    wrong = differ(tree(trees[0], False), tree(trees[1], False), "first and second") or \
        differ(tree(trees[1], True), tree(trees[2], True), "second and third")
    if not wrong:
        shutil.rmtree(where)
    return wrong or ""


def main(bw, work, releases, *documents):
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    rules = os.path.join(work, "bondwright.ini")
    policy(bw, rules)
    jobs = []
    for path in documents:
        text = open(path, "rb").read()
        for release in releases.split(","):
            own = re.search(rb"(?m)^os: *(\S+)", text).group(1).decode()
            moved = text if release == "-" else re.sub(rb"(?m)^os: .*", f"os: {release}".encode(), text)
            name = os.path.basename(path).removesuffix(".yaml")
            jobs.append((bw, work, rules, name, own if release == "-" else release, moved))
    good = refused = 0
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for job, wrong in zip(jobs, pool.map(lambda j: go_round(*j), jobs)):
            if wrong:
                print(f"not ok {job[3]} on {job[4]}: {wrong}")
            good += wrong == ""
            refused += wrong is None
    if good:
        print(f"ok {good} hosts come back from their files ({refused} are refused before)")


if __name__ == "__main__":
    main(*sys.argv[1:])
