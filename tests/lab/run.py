"""The lab's smoke run: hosts rendered by bondwright, brought up by the real ifup on a real kernel, judged by the
model. run.py BUILD [SCENARIO...]

A scenario is a file of this directory:
	hosts: [GLOB...]       descriptions; each is taken as one of bookworm
	host: |                or one description, right here
	traffic: false         guests and neighbours are not tried (default: they are)
	mutants:               wrong files that the comparison must notice
	- name: WORD
	  file: GLOB           of the rendered files
	  edit: ...            see edits below
	  notices: [IFACE KEY...]
One line a measurement: LAB scenario=... iface=... key=... want=... got=... ok|WRONG
"""
import fnmatch
import glob
import os
import re
import shutil
import subprocess
import sys
import time

import yaml

from kernel import Kernel
from plan import Cannot, Facts, Plan

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.abspath(sys.argv[1])
LAB = os.path.join(BUILD, "lab")
ORDERED = {"slaves", "slaves_up", "arp_ip_target", "addresses", "nameserver", "search"}


# ---- scenarios ----

class Run:
    """One host to boot: its description, its files, what to expect."""

    def __init__(self, name, text, scenario, mutant=None):
        self.name, self.scenario, self.mutant = name, scenario, mutant
        self.dir = os.path.join(LAB, "scenarios", name)
        os.makedirs(self.dir)
        self.path = os.path.join(LAB, "hosts", name + ".yaml")
        with open(self.path, "w", encoding="utf-8") as f:
            f.write(text)
        self.refusal = self.render()
        if self.refusal:
            shutil.rmtree(self.dir)
            return
        self.facts = Facts(output(os.path.join(LAB, "expect"), self.path))
        files = Plan(self.facts).files()
        files["patience"] = "5" if mutant else "30"
        if mutant or not scenario.get("traffic", True):
            files["pings"] = ""
        for file, text in files.items():
            with open(os.path.join(self.dir, file), "w", encoding="utf-8") as f:
                f.write(text)
        if mutant:
            self.mutate()

    def render(self):
        """Puts the rendered files below etc/; gives the findings that stand against it."""
        tree = os.path.join(LAB, "rendered", self.name)
        r = subprocess.run([os.path.join(BUILD, "bondwright"), "render", "--out", tree, self.path],
                           capture_output=True, text=True, check=False)
        if r.returncode:
            return " ".join(re.findall(r"error\[(\w+)\]", r.stderr)) or r.stderr
        host, = os.listdir(tree)
        shutil.copytree(os.path.join(tree, host), self.dir, dirs_exist_ok=True)
        fragments = [f for _, _, names in os.walk(self.dir) for f in names if f.endswith(".fragment")]
        assert not fragments, fragments
        return None

    def mutate(self):
        changed = False
        for path in files_below(os.path.join(self.dir, "etc")):
            if not fnmatch.fnmatch(os.path.relpath(path, self.dir), self.mutant["file"]):
                continue
            with open(path, encoding="utf-8") as f:
                before = f.read()
            after = edit(before, self.mutant["edit"])
            changed |= after != before
            with open(path, "w", encoding="utf-8") as f:
                f.write(after)
        if not changed:
            raise Cannot(f"mutant {self.mutant['name']} changes nothing")


def edit(text, what):
    """[swap, A, B], [replace, A, B], [drop, LINE] or [reverse]: the stanzas of an interfaces file."""
    how, *args = what
    if how == "swap":
        return args[1].join(part.replace(args[1], args[0]) for part in text.split(args[0]))
    if how == "replace":
        return text.replace(*args)
    if how == "drop":
        return "".join(line for line in text.splitlines(True) if line.strip() != args[0])
    if how == "reverse":
        return "\n\n".join(reversed(text.strip().split("\n\n"))) + "\n"
    raise Cannot(f"no edit is called {how}")


def files_below(top):
    return sorted(os.path.join(d, f) for d, _, names in os.walk(top) for f in names)


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def runs(names):
    """The runs of all scenarios, or of those named, and the hosts that are refused."""
    found, refused = [], []
    for path in sorted(glob.glob(os.path.join(HERE, "*.yaml"))):
        name = os.path.basename(path)[:-5]
        if names and name not in names:
            continue
        with open(path, encoding="utf-8") as f:
            scenario = yaml.safe_load(f)
        hosts = [(name, scenario["host"])] if "host" in scenario else []
        for host in sorted(p for pattern in scenario.get("hosts", []) for p in glob.glob(pattern)):
            with open(host, encoding="utf-8") as f:
                hosts.append((os.path.basename(host)[:-5], f.read()))
        for host, text in hosts:
            text = re.sub(r"(?m)^os:.*$", "os: bookworm", text)
            run = Run(host, text, scenario)
            (refused if run.refusal else found).append(run)
            if not run.refusal:
                found += [Run(f"{host}.{m['name']}", text, scenario, m) for m in scenario.get("mutants", [])]
    return found, refused


# ---- the machine ----

def pack():
    """The image: the base, and behind it what this run adds."""
    top = os.path.join(LAB, "overlay")
    shutil.rmtree(top, ignore_errors=True)
    shutil.copytree(os.path.join(HERE, "vm"), os.path.join(top, "lab"), ignore=shutil.ignore_patterns("init"))
    shutil.copytree(os.path.join(LAB, "scenarios"), os.path.join(top, "lab/scenarios"))
    image = os.path.join(LAB, "image.cpio.gz")
    with open(image, "wb") as f, open(os.path.join(LAB, "base.cpio.gz"), "rb") as base:
        shutil.copyfileobj(base, f)
        f.flush()
        subprocess.run("find . | cpio -o -H newc -R 0:0 --quiet | gzip -1", shell=True, cwd=top, stdout=f, check=True)
    return image


def boot(image, accelerator, limit):
    """Boots and gives what came over the serial line; b"" where nothing came in time."""
    command = ["qemu-system-x86_64", *accelerator, "-m", "1024", "-smp", "2", "-nographic", "-no-reboot", "-nodefaults",
               "-serial", "stdio", "-monitor", "none", "-kernel", os.path.join(LAB, "vmlinuz"), "-initrd", image, "-append",
               "console=ttyS0,115200 quiet panic=-1 mitigations=off net.ifnames=0 ipv6.disable_ipv6=1"]
    log = os.path.join(LAB, "console.log")
    with open(log, "wb") as f:
        qemu = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=f, stderr=subprocess.STDOUT)
        start = time.time()
        while qemu.poll() is None and time.time() - start < limit:
            time.sleep(0.2)
            if accelerator == KVM and time.time() - start > 15 and b"## boot" not in open(log, "rb").read():
                break
        if qemu.poll() is None:
            qemu.kill()
            qemu.wait()
    with open(log, "rb") as f:
        return f.read().replace(b"\r", b"").decode("utf-8", "replace")


KVM = ["-enable-kvm", "-cpu", "host"]
TCG = ["-accel", "tcg,thread=multi", "-cpu", "max"]


def console(image):
    """KVM counts only if it boots: /dev/kvm may be there and Debian's kernel not start on it."""
    if os.access("/dev/kvm", os.W_OK):
        said = boot(image, KVM, 300)
        if "## boot" in said:
            return said, "KVM"
    return boot(image, TCG, 600), "emulation"


# ---- judgement ----

class Judge:
    def __init__(self):
        self.passed = self.failed = 0

    def say(self, good, line):
        self.passed, self.failed = self.passed + good, self.failed + (not good)
        print(f"LAB {line} {'ok' if good else 'WRONG'}", flush=True)

    def run(self, run, said):
        if f"## end {run.name} " not in said:
            self.say(False, f"scenario={run.name} key=ended want=yes got=no")
            return
        text = said.split(f"## scenario {run.name} ", 1)[1].split(f"## end {run.name} ", 1)[0]
        kernel = Kernel(text)
        measured = list(self.settings(run, kernel))
        if run.mutant:
            wrong = {(iface, key) for iface, key, good, _ in measured if not good}
            for notice in run.mutant["notices"]:
                self.say(tuple(notice.split()) in wrong, f"scenario={run.name} key=noticed want={notice.replace(' ', '.')} "
                         f"got={','.join(sorted(f'{i}.{k}' for i, k in wrong)) or '-'}")
            return
        for iface, key, good, line in measured:
            self.say(good, f"scenario={run.name} iface={iface} key={key} {line}")
        for line in kernel.text("pings").splitlines():
            if len(line.split()) == 4:
                ns, address, size, status = line.split()
                self.say(status == "0", f"scenario={run.name} from={ns} to={address} size={size} key=answer want=0 got={status}")
        if any(not good for _, _, good, _ in measured):
            for part in ("modules", "sysctl", "ifup", "dmesg"):
                print("\n".join(f"    {part}: {line}" for line in kernel.text(part).splitlines()))

    def settings(self, run, kernel):
        wants = run.facts.settings + [("-", part, ["0"]) for part in ("modules", "sysctl", "ifup")]
        for iface, key, want in wants:
            if key == "host":
                continue
            got = kernel.get(iface, key)
            if want in (["on"], ["off"]):
                got = [{"1": "on", "0": "off"}.get(word, word) for word in got]
            good = got == want if key in ORDERED else sorted(got) == sorted(want)
            yield iface, key, good, f"want={','.join(want) or '-'} got={','.join(got) or '-'}"


def main():
    start = time.time()
    for sub in ("scenarios", "hosts", "rendered"):
        shutil.rmtree(os.path.join(LAB, sub), ignore_errors=True)
        os.makedirs(os.path.join(LAB, sub))
    found, refused = runs(sys.argv[2:])
    said, how = console(pack())
    judge = Judge()
    for run in found:
        judge.run(run, said)
    for run in refused:
        print(f"LAB scenario={run.name} refused: {run.refusal}")
    print(f"{len(found)} hosts by {how} in {time.time() - start:.0f} s")
    print(f"{judge.passed} passed, {judge.failed} failed")
    return 0 if judge.passed and not judge.failed else 1


sys.exit(main())
