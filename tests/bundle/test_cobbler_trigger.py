"""The trigger that `render --as cobbler` writes, run as Cobbler runs it."""
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(__file__))
import cobbler  # noqa: E402

BW = os.path.abspath(os.environ["BW"])
GOOD = Path("examples/kvm-stack-rhel6.yaml").read_text("utf-8")
DEBIAN = Path("examples/kvm-stack-bookworm.yaml").read_text("utf-8")
SUSE = Path("examples/sles12-kvm.yaml").read_text("utf-8")
BAD = Path("examples/openvz-broken.yaml").read_text("utf-8")
POST = "snippets/per_system/post_install_network_config"
ADD, SYNC = "triggers/add/system/pre/*", "triggers/sync/pre/*"


# where a trigger that took Cobbler's own directory would not find this machine's
APART = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs none /var/lib && exec "$@"', "sh"]


class Server:
    """The directories of a Cobbler server."""

    def __init__(self, shell):
        self.dir = Path(tempfile.mkdtemp())
        self.lib, self.hosts = self.dir / "var lib/cobbler", self.dir / "etc/bondwright/hosts"
        self.hosts.mkdir(parents=True)
        self.lib.mkdir(parents=True)
        subprocess.run([BW, "render", "--as", "cobbler", "--out", self.lib, "examples/kvm-stack-rhel6.yaml"],
                       check=True, capture_output=True)
        shutil.rmtree(self.lib / "snippets")
        self.trigger = self.lib / "triggers/add/system/pre/bondwright"
        self.shell = shell
        if shell != "sh":  # what /bin/sh is elsewhere; the file itself stays as it is
            real = self.dir / "trigger/triggers/bondwright"
            real.parent.mkdir(parents=True)
            self.trigger.rename(real)
            self.trigger.write_text(f'#!/bin/sh\nexec {shell} -c \'. "{real}"\' "$0" "$@"\n')
            self.trigger.chmod(0o755)
        (self.lib / "triggers/sync/pre").mkdir(parents=True)
        (self.lib / "triggers/sync/pre/bondwright").symlink_to("../../add/system/pre/bondwright")
        self.env = {"PATH": os.environ["PATH"], "BONDWRIGHT": BW, "BONDWRIGHT_HOSTS": str(self.hosts),
                    "BONDWRIGHT_CONF": str(self.dir / "etc/bondwright/cobbler.conf")}

        self.syslog = self.dir / "syslog"
        program = self.dir / "bin/logger"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\ncat >> "{self.syslog}"\n')
        program.chmod(0o755)
        self.env["PATH"] = f"{program.parent}:{self.env['PATH']}"

    def describe(self, name, text):
        (self.hosts / f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())

    def run(self, pattern, name=None, **more):
        """Whether Cobbler goes on, and its log; on standard error nothing is ever said, where nobody would see it."""
        try:
            log, debug = cobbler.run_triggers(f"{self.lib}/{pattern}", name, dict(self.env, **more))
            went_on = True
        except cobbler.Aborted as why:
            log, debug = why.args[1:]
            went_on = False
        assert not debug, f"on standard error: {debug}"
        assert "failed to execute" not in log, log
        return went_on, log

    def files(self):
        """Everything below the directories, with what it says."""
        return {str(p.relative_to(self.dir)): p.read_bytes() for p in self.dir.rglob("*") if p.is_file() and p != self.syslog}

    def snippet(self, name, kind=POST):
        return self.lib / kind / name


def good(s):
    """a good host is rendered, and its system added"""
    s.describe("hv1", GOOD)
    went_on, log = s.run(ADD, "hv1")
    assert went_on, log
    assert "BONDING_OPTS=" in s.snippet("hv1").read_text()
    assert s.snippet("hv1", "snippets/per_system/pre_install_network_config").exists()
    assert not s.snippet("hv1.example.com").exists(), "the name is that of the system, not of the host"
    before = {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in s.lib.rglob("*") if p.is_file()}
    assert s.run(ADD, "hv1")[0]
    after = {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in s.lib.rglob("*") if p.is_file()}
    if s.shell == "sh":
        assert before == after, "a second run wrote something"


def debian(s):
    """a Debian host gets the snippet that Debian's scripts call"""
    s.describe("hv2", DEBIAN)
    went_on, log = s.run(ADD, "hv2")
    assert went_on, log
    assert s.snippet("hv2", POST + "_deb").exists() and not s.snippet("hv2").exists()


def dangerous(s):
    """a dangerous host aborts, with its findings where Cobbler logs them"""
    s.describe("hv1", GOOD)
    s.run(ADD, "hv1")
    before = s.files()
    s.describe("hv1", BAD)
    went_on, log = s.run(ADD, "hv1")
    assert not went_on
    for word in ("error[BOND003]", "error[GUEST004]", "help: mode: active-backup", "hv1.yaml:37:11"):
        assert word in log, f"{word} is not in the log: {log}"
    assert s.syslog.read_text() == log
    after = s.files()
    for path, was in before.items():
        assert path.endswith("hv1.yaml") or after[path] == was, f"{path} has changed"


def faults(s):
    """faults of the file abort too: bytes that are no UTF-8, an empty file"""
    for text, word in ((b"version: 1\nhost: \xff\xfe\xe9\n", "YAML"), (b"", "YAML")):
        s.describe("hv1", text)
        went_on, log = s.run(ADD, "hv1")
        assert not went_on and word in log, (text[:30], log)
    assert not list(s.lib.glob("snippets/*"))


def suse(s):
    """a SUSE host is checked only"""
    s.describe("hv1", SUSE)
    went_on, log = s.run(ADD, "hv1")
    assert went_on and "'hv1' is checked and let through" in log, log
    assert not list(s.lib.glob("snippets/*"))
    bad = SUSE.replace("mode: active-backup", "mode: balance-rr  # hv1.yaml:1:1: error[INST001]: no")
    assert bad != SUSE
    s.describe("hv1", bad)
    went_on, log = s.run(ADD, "hv1")
    assert not went_on and "error[INST001]" in log and "error[GUEST004]" in log, log


def forms(s):
    """options that change how findings look change nothing of what is let through; --quiet is refused"""
    s.describe("hv1", SUSE)
    s.describe("hv2", GOOD)
    for options in ("--format json", "--color always", "--format=github --color=always", "--fail-on error"):
        went_on, log = s.run(ADD, "hv1", BONDWRIGHT_OPTIONS=options)
        assert went_on and "'hv1' is checked and let through" in log, (options, log)
        assert s.run(ADD, "hv2", BONDWRIGHT_OPTIONS=options)[0], options
    for options in ("--quiet", "--fail-on error --q", "--allow-loss\t--quiet"):
        for name in ("hv1", "hv2"):
            went_on, log = s.run(ADD, name, BONDWRIGHT_OPTIONS=options)
            assert not went_on and "BONDWRIGHT_OPTIONS has --quiet" in log, (options, log)


def undescribed(s):
    """a system without a description is let through, unless all must have one"""
    before = s.files()
    assert s.run(ADD, "other") == (True, "")
    assert before == s.files()
    went_on, log = s.run(ADD, "other", BONDWRIGHT_REQUIRE="yes")
    assert not went_on and "'other' is refused: it has no description" in log, log
    s.describe("other", GOOD)
    assert s.run(ADD, "other", BONDWRIGHT_REQUIRE="yes")[0]


def stale(s):
    """the snippet of a description that went is said"""
    s.describe("hv1", GOOD)
    s.run(ADD, "hv1")
    (s.hosts / "hv1.yaml").unlink()
    went_on, log = s.run(ADD, "hv1")
    assert went_on and str(s.snippet("hv1")) in log, log
    s.describe("hv2", DEBIAN)
    s.run(ADD, "hv2")
    (s.hosts / "hv2.yaml").unlink()
    went_on, log = s.run(ADD, "hv2")
    assert went_on and str(s.snippet("hv2", POST + "_deb")) in log, log
    s.snippet("own").write_text("echo somebody wrote this\n")
    assert s.run(ADD, "own") == (True, "")


def hostile(s):
    """no name leads out of the directory, is an option, or runs"""
    (s.hosts.parent / "evil.yaml").write_text(GOOD)
    (s.hosts / "sub").mkdir()
    for name in (".hidden", "-x", "--help", "a b", "a;touch ran", "$(touch ran)", "`touch ran`", "a\nb", "*", "h?1", "'"):
        s.describe(name.replace("/", "_"), GOOD)
    (s.hosts / "sub/hv1.yaml").write_text(GOOD)
    before = s.files()
    names = ["../evil", "sub/hv1", "../hosts/hv1", "/etc/passwd", "", ".", "..", ".hidden", "-x", "--help", "a b",
             "a;touch ran", "$(touch ran)", "`touch ran`", "a\nb", "*", "h?1", "'", "é", "n" * 300, "site/../x"]
    for name in names:
        went_on, log = s.run(ADD, name)
        assert went_on, (name, log)
        assert s.run(ADD, name, BONDWRIGHT_REQUIRE="yes")[0] is False, name
    raw = subprocess.run([os.fsencode(s.trigger), b"\xff\xfe"], env=s.env, capture_output=True, check=False)
    assert (raw.returncode, raw.stdout, raw.stderr) == (0, b"", b""), raw
    assert before == s.files(), "something was written"
    assert not Path("ran").exists()


def sync(s):
    """cobbler sync renders them all; one that is refused aborts it, and the others are rendered nevertheless"""
    assert s.run(SYNC) == (True, "")
    s.describe("hv1", GOOD)
    s.describe("hv3", GOOD.replace("hv1.example", "hv3.example"))
    assert s.run(SYNC)[0]
    s.describe("hv1", GOOD.replace("192.168.0.10/24", "192.168.0.77/24"))
    s.describe("hv2", BAD)
    s.describe("a b", GOOD)
    went_on, log = s.run(SYNC)
    assert not went_on and "BOND003" in log and "'hv2' is refused" in log and "a b.yaml is left out" in log, log
    assert "192.168.0.77" in s.snippet("hv1").read_text()
    assert s.snippet("hv3").exists() and not s.snippet("hv2").exists()
    (s.hosts / "hv2.yaml").unlink()
    assert s.run(SYNC)[0]


def site(s):
    """what the hosts share is taken from site.yaml, and a system may be called site"""
    head, rest = GOOD.split("switches:", 1)
    switches, tail = rest.split("\n\n", 1)
    (s.hosts.parent / "site.yaml").write_text("version: 1\nswitches:" + switches + "\n")
    s.describe("hv1", head + tail)
    went_on, log = s.run(ADD, "hv1")
    assert went_on and "mode=802.3ad" in s.snippet("hv1").read_text(), log
    s.describe("site", head + tail)
    assert s.run(ADD, "site")[0] and s.snippet("site").exists()
    (s.hosts.parent / "site.yaml").write_text("version: 2\n")
    assert s.run(ADD, "hv1")[0] is False


def settings(s):
    """the settings file is read; one with a mistake aborts instead of being passed over"""
    other = s.dir / "hosts of mine"
    other.mkdir()
    (other / "hv1.yaml").write_text(GOOD)
    conf = Path(s.env["BONDWRIGHT_CONF"])
    conf.write_text(f"BONDWRIGHT_HOSTS='{other}'\nBONDWRIGHT_OPTIONS='--fail-on info'\n")
    went_on, log = s.run(ADD, "hv1")
    assert not went_on and "info[CHOICE001]" in log, log
    conf.write_text(f"BONDWRIGHT_HOSTS='{other}'\n")
    assert s.run(ADD, "hv1")[0]
    conf.write_text("BONDWRIGHT_HOSTS='\n")
    assert s.run(ADD, "hv1")[0] is False


def missing(s):
    """a program that is not there, or cannot be run, aborts and is named"""
    s.describe("hv1", GOOD)
    for program in ("/nowhere/bondwright", str(s.hosts)):
        went_on, log = s.run(ADD, "hv1", BONDWRIGHT=program)
        assert not went_on and f"the program '{program}' cannot be run" in log, log
    assert s.run(ADD, "other", BONDWRIGHT="/nowhere/bondwright") == (True, "")


def absent(s):
    """what is named and not there, or is there and no file, aborts: it is not taken for nothing"""
    s.describe("hv1", GOOD)
    site, nothing = s.hosts.parent / "site.yaml", str(s.dir / "nothing")
    (s.hosts / "dangling.yaml").symlink_to(nothing)
    (s.hosts / "dir.yaml").mkdir()
    shutil.copy(s.hosts / "hv1.yaml", s.hosts / "dir.yaml/hv1.yaml")
    for pattern, name in ((ADD, "hv1"), (ADD, "other"), (SYNC, None)):
        for variable in ("BONDWRIGHT_SITE", "BONDWRIGHT_HOSTS"):
            for value in (nothing, str(s.hosts if variable.endswith("SITE") else s.hosts / "hv1.yaml")):
                went_on, log = s.run(pattern, name, **{variable: value})
                assert not went_on and f"every system is refused: {value} is no " in log, (variable, value, log)
    for make in (lambda: site.symlink_to(nothing), site.mkdir):
        make()
        went_on, log = s.run(ADD, "hv1")
        assert not went_on and f"{site} is no file" in log, log
        site.rmdir() if not site.is_symlink() else site.unlink()
    assert not list(s.lib.glob("snippets/*"))
    for name in ("dangling", "dir"):
        went_on, log = s.run(ADD, name)
        assert not went_on and f"'{name}' is refused: {s.hosts}/{name}.yaml is no file" in log, log
    went_on, log = s.run(SYNC)
    assert not went_on and "'dangling' is refused" in log and "'dir' is refused" in log, log
    assert s.snippet("hv1").exists() and not s.snippet("dir").exists()
    conf = Path(s.env["BONDWRIGHT_CONF"])
    conf.symlink_to(nothing)
    assert not s.run(ADD, "hv1")[0]
    conf.unlink()
    (s.hosts / "away.yaml").symlink_to(shutil.copy(s.hosts / "hv1.yaml", s.dir / "away"))
    assert s.run(ADD, "away")[0] and s.snippet("away").exists()
    s.hosts.rename(s.dir / "elsewhere")
    assert s.run(ADD, "other", BONDWRIGHT_HOSTS=str(s.dir / "elsewhere"))[0]


def relative(s):
    """called by a path that is relative it writes beside itself, and nowhere where that is no tree of triggers"""
    s.describe("hv1", GOOD)
    for path, dir in (("triggers/sync/pre/bondwright", "."), ("../triggers/sync/pre/bondwright", "snippets"),
                      ("./bondwright", "triggers/add/system/pre")):
        (s.lib / dir).mkdir(exist_ok=True)
        done = subprocess.run([*APART, path], cwd=s.lib / dir, env=s.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and s.snippet("hv1").exists(), (path, done)
        shutil.rmtree(s.lib / "snippets")
    before = s.files()
    stray = s.dir / "stray"
    shutil.copy(s.trigger, stray)
    before[stray.name] = stray.read_bytes()
    done = subprocess.run([*APART, stray, "hv1"], env=s.env, capture_output=True, text=True, check=False)
    assert done.returncode and "lies in no directory 'triggers'" in done.stdout, done
    assert before == s.files()
    done = subprocess.run([*APART, stray, "hv1"], env=dict(s.env, BONDWRIGHT_COBBLER=str(s.lib)), capture_output=True, check=False)
    assert done.returncode == 0 and s.snippet("hv1").exists(), done


def together(s):
    """many at once leave whole files, and nothing beside them"""
    s.describe("hv1", GOOD)
    s.describe("hv2", GOOD)
    s.run(SYNC)
    before = s.files()
    shutil.rmtree(s.lib / "snippets")
    with ThreadPoolExecutor(8) as pool:
        runs = [pool.submit(s.run, pattern, name) for pattern, name in ((ADD, "hv1"), (SYNC, None), (ADD, "hv2")) * 4]
    for r in runs:
        assert r.result()[0], r.result()[1]
    assert before == s.files()


def newest(s):
    """one that began earlier does not put an older state over a newer one"""
    s.describe("hv1", GOOD)
    slow = s.dir / "slow"
    slow.write_text(f'#!/bin/sh\nsleep 1\nexec "{BW}" "$@"\n')
    slow.chmod(0o755)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(s.run, ADD, "hv1", BONDWRIGHT=str(slow))
        time.sleep(0.3)
        s.describe("hv1", GOOD.replace("192.168.0.10/24", "192.168.0.77/24"))
        second = pool.submit(s.run, ADD, "hv1")
        assert first.result()[0] and second.result()[0]
    assert "192.168.0.77" in s.snippet("hv1").read_text()


CASES = (good, debian, dangerous, faults, suse, forms, undescribed, stale, hostile, sync, site, settings, missing, absent, relative, together,
         newest)


def judge(case, shell):
    s = Server(shell)
    try:
        case(s)
        print(f"ok {shell}: {case.__doc__}")
    except AssertionError as why:
        print(f"not ok {shell}: {case.__doc__}: {str(why)[:900]!r}")
    finally:
        shutil.rmtree(s.dir)


def main():
    for shell in ("sh", "bash --posix", "busybox sh"):
        if not shutil.which(shell.split()[0]):
            print(f"skip {shell}: not installed")
            continue
        for case in CASES:
            if case == relative and subprocess.run([*APART, "true"], capture_output=True, check=False).returncode:
                print(f"skip {shell}: {case.__doc__}: no namespace of mounts")
                continue
            judge(case, shell)


main()
