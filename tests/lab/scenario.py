"""Scenarios: files of this directory that say which hosts to boot and what to try.

	hosts: [GLOB...]       descriptions, seen from this directory; each is taken as one of bookworm, whatever it runs
	without: [GLOB...]     names of hosts that are left out: the same as others, once they are bookworm's
	refused: [NAME...]     those of them that bondwright refuses to render
	host: |                or one description, right here
	mutants:               wrong files that the comparison must notice
	- name: WORD
	  edits:               of the rendered files: see edit()
	  - [GLOB, HOW, ...]
	  notices: [IFACE KEY...]       what it is for
	  collateral: [IFACE KEY...]    what goes wrong with that; nothing else may
"""
import fnmatch
import glob
import os
import re
import shutil
import subprocess

import yaml

from plan import Cannot, Facts, Plan

HERE = os.path.dirname(os.path.abspath(__file__))


def edit(text, how, *args):
    """swap A and B, replace A by B, drop a LINE, reverse the stanzas, delete the file (None)."""
    if how == "swap":
        return args[1].join(part.replace(args[1], args[0]) for part in text.split(args[0]))
    if how == "replace":
        return text.replace(*args)
    if how == "drop":
        return "".join(line for line in text.splitlines(True) if line.strip() != args[0])
    if how == "reverse":
        return "\n\n".join(reversed(text.strip().split("\n\n"))) + "\n"
    if how == "delete":
        return None
    raise Cannot(f"no edit is called {how}")


def as_bookworm(text):
    """The host as one that runs bookworm, with guests that can run there, and no xend."""
    text = re.sub(r"(?m)^os:.*$", "os: bookworm", text)
    text = re.sub(r"(?m)^( *virtualization:) *(openvz|xen)", r"\1 lxc", text)
    return re.sub(r"(?m)^ *xend:.*\n", "", text)


# What the guests' own tools read: no guest runs in the lab, its place in the bridge is taken by a namespace.
GUESTS = ["etc/libvirt/*", "var/lib/lxc/*", "etc/bondwright/guest/*"]


class Host:
    """One host to boot: what is expected of it, and the directory that the lab boots it from."""

    def __init__(self, lab, name, text, mutant=None):
        self.name, self.mutant = name, mutant
        self.dir = os.path.join(lab, "scenarios", name)
        self.path = os.path.join(lab, "hosts", name + ".yaml")
        write(self.path, as_bookworm(text))
        self.refusal = self.render(lab)
        if self.refusal:
            return
        self.facts = Facts(subprocess.run([os.path.join(lab, "expect"), self.path], capture_output=True, text=True,
                                          check=True).stdout)
        if mutant:
            self.mutate()
        plan = Plan(self.facts)
        if mutant:
            plan.pings = []
        self.pings = plan.pings
        files = plan.files()
        files["patience"] = "5" if mutant else "30"
        for file, content in files.items():
            write(os.path.join(self.dir, file), content)

    def render(self, lab):
        """Puts the rendered files below etc/; gives the findings that stand against it."""
        tree = os.path.join(lab, "rendered", self.name)
        r = subprocess.run([os.path.join(lab, "../bondwright"), "render", "--out", tree, self.path],
                           capture_output=True, text=True, check=False)
        if r.returncode == 1:
            return ",".join(sorted(set(re.findall(r" error\[(\w+)\]", r.stderr))))
        if r.returncode:
            raise Cannot(r.stderr)
        shutil.copytree(os.path.join(tree, os.listdir(tree)[0]), self.dir)
        for path in self.files():
            if any(fnmatch.fnmatch(path, pattern) for pattern in GUESTS):
                os.unlink(os.path.join(self.dir, path))
            elif path.endswith(".fragment"):
                raise Cannot(f"{self.name}: {path} is only a part of a file")
        return None

    def files(self):
        return sorted(os.path.relpath(os.path.join(d, f), self.dir) for d, _, names in os.walk(self.dir) for f in names)

    def mutate(self):
        for pattern, *how in self.mutant["edits"]:
            changed = False
            for path in fnmatch.filter(self.files(), pattern):
                before, full = read(os.path.join(self.dir, path)), os.path.join(self.dir, path)
                after = edit(before, *how)
                changed |= after != before
                if after is None:
                    os.unlink(full)
                else:
                    write(full, after)
            if not changed:
                raise Cannot(f"{self.name}: {pattern} is not changed")


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def load(lab, names):
    """The hosts of all scenarios, or of those named; and how the refused ones differ from what was foreseen."""
    hosts, refused, surprises = [], [], []
    for path in sorted(glob.glob(os.path.join(HERE, "*.yaml"))):
        scenario, name = yaml.safe_load(read(path)), os.path.basename(path)[:-5]
        if names and name not in names:
            continue
        texts = {name: scenario["host"]} if "host" in scenario else {}
        for pattern in scenario.get("hosts", []):
            paths = sorted(glob.glob(os.path.join(HERE, pattern)))
            found = {os.path.basename(p)[:-5]: read(p) for p in paths}
            texts |= {n: t for n, t in found.items() if not any(fnmatch.fnmatch(n, w) for w in scenario.get("without", []))}
            if not paths:
                surprises.append(f"scenario={name} key={pattern} want=found got=none")
        foreseen = set(scenario.get("refused", []))
        for host, text in texts.items():
            called = name if host == name else f"{name}.{host}"
            try:
                boots = [Host(lab, called, text)]
                if not boots[0].refusal:
                    boots += [Host(lab, f"{called}.{m['name']}", text, m) for m in scenario.get("mutants", [])]
            except Cannot as why:
                surprises.append(f"scenario={called} key=built want=yes got={'_'.join(str(why).split())}")
                continue
            refusal = boots[0].refusal
            (refused if refusal else hosts).extend(boots)
            if bool(refusal) != (host in foreseen):
                surprises.append(f"scenario={called} key=refused want={'yes' if host in foreseen else 'no'} got={refusal or 'no'}")
        surprises += [f"scenario={name}.{host} key=there want=yes got=no" for host in foreseen - set(texts)]
    return hosts, refused, surprises
