"""Wrong files: mutate.py BONDWRIGHT EXPECT DIRECTORY

mutants.yaml says what is changed in what is rendered, and which releases have to find something then that they did
not find before.
"""
import os
import re
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor

import yaml

from files import SCRIPTS, read
from judge import Host, judge
from run import HERE, Rendered, hosts


def edit(tree, pattern, what, by):
    """Whether anything changed."""
    changed = False
    paths = [os.path.join(d, f) for d, _, names in os.walk(tree) for f in names]
    for path in paths:
        if not re.fullmatch(pattern, os.path.relpath(path, tree)):
            continue
        before = read(path)
        if what == "MOVE":
            os.rename(path, os.path.join(os.path.dirname(path), by))
            return True
        after = re.sub(what, by, before, flags=re.MULTILINE)
        changed |= after != before
        with open(path, "w", encoding="utf-8") as f:
            f.write(after)
    return changed


def mutated(bondwright, expect, directory, mutant, release):
    """What is found only after the edits; None: there is nothing to edit."""
    path = hosts()[mutant["host"]]
    where = os.path.join(directory, "mutants", mutant["name"], release)
    rendered = Rendered(bondwright, where, mutant["host"], path, mutant.get("rendered", release))
    if rendered.status:
        return None
    text = re.sub(r"(?m)^os:.*$", f"os: {release}", read(rendered.yaml))
    with open(rendered.yaml, "w", encoding="utf-8") as f:
        f.write(text)
    host = Host(rendered.yaml, expect, rendered.said)
    before = [] if "rendered" in mutant else judge(rendered.tree, release, host)
    tree = rendered.tree + ".wrong"
    shutil.copytree(rendered.tree, tree)
    for where, what, by in mutant.get("edits", []):
        if not edit(tree, where.replace("@", SCRIPTS), what, by):
            return None
    return [line for line in judge(tree, release, host) if line not in before]


def one(bondwright, expect, directory, mutant, release, wanted):
    """(ok, line, details)"""
    try:
        found = mutated(bondwright, expect, directory, mutant, release)
    except Exception as why:  # pylint: disable=broad-except
        return False, f"{mutant['name']} {release}: {type(why).__name__}: {why}", []
    if found is None:
        return False, f"{mutant['name']} {release}: refused, or nothing to change", []
    word = "noticed" if wanted else "harmless"
    return bool(found) == wanted, f"{mutant['name']} {release} {word}", found


def main(bondwright, expect, directory):
    mutants = yaml.safe_load(read(os.path.join(HERE, "mutants.yaml")))
    jobs = [(bondwright, expect, directory, mutant, release, wanted) for mutant in mutants
            for wanted, key in ((True, "noticed"), (False, "harmless")) for release in mutant.get(key, [])]
    with ProcessPoolExecutor() as pool:
        for good, line, details in pool.map(one, *zip(*jobs), chunksize=4):
            print(("ok " if good else "not ok ") + line)
            for detail in [] if good else details:
                print(f"    {detail}")


if __name__ == "__main__":
    main(*sys.argv[1:])
