"""The snippets of `render --as cobbler`, through Cheetah as Cobbler has it, and run as the installers run them."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cobbler  # noqa: E402
import scratch  # noqa: E402

BW = os.path.abspath(os.environ["BW"])
EVERYTHING = Path("tests/golden/everything.yaml")
SNIPPETS = "snippets/per_system"
# what a file may say, and Cobbler or the installer would take for its own
NASTY = [
    "# #end raw", "#end raw", "# x #end   raw y", "# \\#end raw", "#end if", "# @@x@@", "@@y@@",
    "# @@@@ @@nothing@@ @", "# SNIPPET::y", "# SNIPPET::a/b-c.d", "# $x ${x} $SNIPPET('x') $(x) `x`",
    "# #include source=$x", "#import os", "# #raw #slurp ## #* *# #set $x = 1", "# <% x %> <%= x %>",
    "# ''' \"\"\" ' \"", "# ends in a backslash \\", "# \\n \\012 \\\\", "%end", "%include /etc/passwd",
    "# %post", "EOF", "EOF_2", "# gr\u00fc\u00dfe \u2713", "\tindented", "# TEMPLATE::x", "# a $", "exit 3",
]


def say(name, why=""):
    print(f"not ok {name}: {str(why)[:900]!r}" if why else f"ok {name}")


def snippets(host, *options):
    """Of the host, by kind; none where it is refused."""
    with tempfile.TemporaryDirectory() as out:
        run = subprocess.run([BW, "render", "--as", "cobbler", "--system", "sys.1", "--out", out, *options, host],
                             capture_output=True, check=False)
        if run.returncode > 1:
            raise RuntimeError(run.stderr.decode())
        return {f.parent.name: f.read_text("utf-8") for f in Path(out, SNIPPETS).glob("*/*")}


def body(text):
    """What is between the two lines that are for Cheetah."""
    lines = text.splitlines(True)
    assert lines[0] == "#raw\n" and lines[-1] == "#end raw\n", "it is not raw as a whole"
    return "".join(lines[1:-1])


# ---- through Cobbler ----


def changed(text):
    """How a snippet changes on its way; empty: not at all."""
    want = body(text)
    try:
        got = cobbler.expanded(text)
    except Exception as why:  # pylint: disable=broad-except # whatever Cheetah says, Cobbler renders nothing then
        return f"{type(why).__name__}: {why}"
    if got != want:
        at = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
        return f"at {at}: {got[at - 20:at + 40]!r}, not {want[at - 20:at + 40]!r}"
    if re.search(r"@@\S*?@@", want):  # templates/__init__.py of main: a key that it does not know ends the rendering
        return "it has @@ twice in a line"
    return "" if want.isascii() else "it is not ASCII"


def hostile(dir):
    """A host whose comments and templates say what is nasty."""
    comments = iter(NASTY * 3)
    text = re.sub(r"comment: [^}\n]*", lambda m: "comment: " + quoted(next(comments)), EVERYTHING.read_text("utf-8"))
    templates = Path(dir, "templates")
    shutil.copytree("templates", templates)
    for name in ("rhel/ifcfg", "rhel/network", "debian/interfaces", "shared/sysctl"):
        with open(templates / name, "a", encoding="utf-8") as f:
            f.write("\n".join(NASTY) + "\n")
    return text, templates


def quoted(s):
    return "'" + s.replace("'", "''") + "'"


def check_lines(dir):
    """One nasty line at a time: another one would have the whole file written in another way."""
    for number, line in enumerate(NASTY):
        templates = Path(dir, f"templates-{number}")
        shutil.copytree("templates", templates)
        with open(templates / "rhel/ifcfg", "a", encoding="utf-8") as f:
            f.write(line + "\n")
        made = snippets("examples/kvm-stack-rhel6.yaml", "--templates", str(templates))
        say(f"a file with {line!r} comes out of Cheetah as it went in", changed(made["post_install_network_config"]))


def hosts(dir):
    """All of them: name, description, options."""
    for example in sorted(Path("examples").glob("*.yaml")):
        if re.search(r"^os: *(?!sles)", example.read_text("utf-8"), re.M):
            yield example.stem, example, []
    text, templates = hostile(dir)
    for release in ("rhel4", "rhel5", "rhel6", "rhel7", "rhel8", "etch", "squeeze", "bookworm"):
        made = subprocess.run(["tests/golden/everything", release], capture_output=True, check=True).stdout.decode()
        path = Path(dir, f"everything-{release}.yaml")
        path.write_text(made, "utf-8")
        yield path.stem, path, ["--allow-loss"]
        if release in ("rhel5", "rhel7", "bookworm"):
            head = {k: re.search(rf"^{k}: .*", made, re.M).group(0) for k in ("os", "virtualization")}
            path = Path(dir, f"hostile-{release}.yaml")
            path.write_text(re.sub(r"^(os|virtualization): .*", lambda m: head[m.group(1)], text, flags=re.M), "utf-8")
            yield path.stem, path, ["--allow-loss", "--templates", str(templates)]


def check_cheetah(all_hosts):
    for line in ("#end raw", "# x #end   raw y", "# @@x@@", "SNIPPET::y"):
        text = f"#raw\n{line}\n#end raw\n"
        say(f"Cobbler does change {line!r}", "" if changed(text) else "it came through")
    rendered = 0
    for name, host, options in all_hosts:
        made = snippets(host, *options)
        rendered += len(made)
        for kind, text in made.items():
            say(f"{name}: {kind} comes out of Cheetah as it went in", changed(text))
    say("enough snippets are rendered", "" if rendered > 45 else rendered)


# ---- run ----


def run(root, text, stdin=False):
    """In a root, with a name of the machine of its own."""
    if not stdin:
        Path(root, "tmp/script").write_text(text, "utf-8")
    return subprocess.run(["unshare", "--uts", "chroot", root, "/bin/sh"] + ([] if stdin else ["/tmp/script"]),
                          env=scratch.ENV, input=text.encode() if stdin else b"", capture_output=True, check=False)


def fresh(host):
    """What an installer leaves, without a file that is in the way."""
    release = release_of(host)
    if not release.startswith("rhel"):
        nic = next(i["name"] for i in described(host)["nics"]).encode()
        return dict(scratch.DEBIAN, **{"etc/network/interfaces": scratch.DEBIAN["etc/network/interfaces"] % (nic, nic)})
    start = {scratch.SCRIPTS + "ifcfg-lo": scratch.LO, "etc/sysconfig/network": b"NETWORKING=yes\n"}
    if release[4] in "45":
        start["etc/modprobe.conf"] = b"alias scsi_hostadapter ata_piix"
    return start


def described(path):
    return yaml.safe_load(Path(path).read_text("utf-8"))


def release_of(path):
    return described(path)["os"]


def installed(dir, host, options, kind):
    """Runs the last snippet of a host within the script that calls for it; gives the root and what was printed."""
    root = scratch.make_root(tempfile.mkdtemp(dir=dir) + "/root", kind)
    scratch.fill(root, fresh(host))
    debian = not release_of(host).startswith("rhel")
    text = body(snippets(host, *options)["post_install_network_config" + ("_deb" if debian else "")])
    done = run(root, f"set -e\necho before > /tmp/before\n{text}echo after > /tmp/after\n", stdin=debian)
    for word in ("before", "after"):
        assert Path(root, "tmp", word).exists(), f"what stands {word} it has not run: {done.stderr.decode()}"
    return root, done


def check_run(dir, all_hosts):
    for name, host, options in all_hosts:
        if not snippets(host, *options):
            continue
        debian = not release_of(host).startswith("rhel")
        kind = "dash" if debian else "bash"
        want = scratch.make_root(tempfile.mkdtemp(dir=dir) + "/want")
        scratch.fill(want, fresh(host))
        rendered = scratch.render(BW, host, want, "--force", *options)
        assert rendered.returncode == 0, rendered.stderr.decode()
        try:
            root, done = installed(dir, host, options, kind)
            say(f"{name}: the script leaves what render --root does", scratch.compare(root, want))
            if b"not all is done" in done.stderr:
                say(f"{name}: the script says that something was in the way", done.stderr.decode())
        except AssertionError as why:
            say(f"{name}: the script", why)


def check_pre(dir):
    """The file that is included, with the names that the installer has for the cards."""
    text = body(snippets("examples/kvm-stack-rhel6.yaml")["pre_install_network_config"])
    for name, cards, slaves in (("as described", {"eth0": 1, "eth1": 2}, "eth0,eth1"),
                                ("named otherwise", {"em1": 1, "p2p1": 2}, "em1,p2p1"),
                                ("exchanged", {"eth1": 1, "eth0": 2}, "eth1,eth0"),
                                ("one of them missing", {"em2": 2}, "eth0,em2")):
        root = scratch.make_root(tempfile.mkdtemp(dir=dir) + "/root")
        for card, n in cards.items():
            scratch.fill(root, {f"sys/class/net/{card}/address": b"52:54:00:0a:00:0%d\n" % n,
                                f"sys/class/net/{card}/device": None})
        # a bond has the address of a card
        scratch.fill(root, {"sys/class/net/bond9/address": b"52:54:00:0a:00:01\n"})
        done = run(root, text)
        made = Path(root, "tmp/pre_install_network_config")
        lines = [s for s in made.read_text().splitlines() if s.startswith("network ")] if made.exists() else []
        say(f"pre: cards {name}", "" if len(lines) == 1 and f"--bondslaves={slaves} " in lines[0] else (lines, done.stderr))


def check_bridge(dir):
    """Of lines that %pre makes Anaconda takes no bond into a bridge: the bond has the address, and INST002 says so."""
    for release, why in (("rhel7", "%pre"), ("rhel7.0", "no bridges"), ("rhel7.1", "no bond into a bridge"), ("rhel8", "%pre")):
        host = Path(dir, f"bridge-{release}.yaml")
        host.write_text(BRIDGED.replace("os: bookworm", f"os: {release}"))
        lines = [s for s in body(snippets(host)["pre_install_network_config"]).splitlines() if s.startswith("network ")]
        right = len(lines) == 1 and "bridge" not in lines[0] and "--device=bond0 " in lines[0] and "--ip=198.51.100.10 " in lines[0]
        say(f"pre: {release}, a bridge over a bond", "" if right else lines)
        said = subprocess.run([BW, "render", "--as", "cobbler", host], capture_output=True, check=False).stderr.decode()
        say(f"pre: {release}, what stands in is said", "" if re.search(
            r"info\[INST002\]: 'br0' .* its address is on 'bond0'\n.*" + why, said) else said)


def check_leftovers(dir):
    """Files of Anaconda for other cards, whatever they are called, are not started at boot and claim no card."""
    for kind in scratch.SYSTEMS:
        leftovers(scratch.make_root(tempfile.mkdtemp(dir=dir) + "/root", kind), kind)


def leftovers(root, kind):
    def ifcfg(name):
        return Path(root, scratch.SCRIPTS, "ifcfg-" + name)

    was = {"em1": b'DEVICE="em1"\nONBOOT="yes"\nHWADDR="52:54:00:0A:00:01"\nBOOTPROTO=dhcp', "eth7": b"DEVICE=eth7\nBOOTPROTO=dhcp\n",
           "em3": b"DEVICE=em3\nONBOOT='no'\nHWADDR=52:54:00:0A:00:09\n"}
    same = {"eth8": b'DEVICE=eth8\nONBOOT="no"\nBOOTPROTO=dhcp', "eth0.bak": b"DEVICE=eth0\nONBOOT=yes\n",
            "eth9~": b"ONBOOT=yes\n", "eth9.rpmsave": b"HWADDR=52:54:00:0A:00:01\n"}
    scratch.fill(root, fresh("examples/kvm-stack-rhel6.yaml"))
    scratch.fill(root, {scratch.SCRIPTS + "ifcfg-" + name: text for name, text in (was | same).items()})
    ifcfg("em1").chmod(0o600)
    text = body(snippets("examples/kvm-stack-rhel6.yaml")["post_install_network_config"])
    before = None
    for _ in range(2):
        done = run(root, text)
        got = ifcfg("em1").read_text(), ifcfg("eth7").read_text(), ifcfg("em3").read_text()
        right = got == ('DEVICE="em1"\nBOOTPROTO=dhcp\nONBOOT=no\n', "DEVICE=eth7\nBOOTPROTO=dhcp\nONBOOT=no\n",
                        "DEVICE=em3\nONBOOT=no\n")
        say(f"{kind}: leftovers: no ONBOOT, no HWADDR, the rest stays", "" if right else (got, done.stderr))
        say(f"{kind}: leftovers: the mode stays", "" if ifcfg("em1").stat().st_mode & 0o777 == 0o600 else ifcfg("em1").stat())
        kept = {p.name: p.read_bytes() for p in Path(root, "var/lib/bondwright/old", scratch.SCRIPTS).glob("*")}
        say(f"{kind}: leftovers: copies are kept", [n for n, bytes in was.items() if kept.get("ifcfg-" + n) != bytes])
        say(f"{kind}: leftovers: what starts nothing stays", [n for n, bytes in same.items() if ifcfg(n).read_bytes() != bytes])
        eth0 = ifcfg("eth0").read_text()
        right = ifcfg("lo").read_bytes() == scratch.LO and "ONBOOT=yes" in eth0 and "HWADDR=" in eth0
        say(f"{kind}: leftovers: lo and ours stay", "" if right else eth0)
        after = scratch.state(root, exact=True)
        if before:
            say(f"{kind}: leftovers: run again it changes nothing",
                scratch.compare(before, after) or [s for s in done.stdout.decode().splitlines() if "ifcfg" in s])
        before = after
    ifcfg("eth0").unlink()
    ifcfg("eth0").mkdir()
    ifcfg("eth5").symlink_to("/tmp/eth5")
    Path(root, "tmp/eth5").write_text("DEVICE=eth5\nONBOOT=yes\n")
    ifcfg("System_eth0").write_text('DEVICE="eth0"\nONBOOT=yes\n')
    done = run(root, text)
    say(f"{kind}: leftovers: the only one for an interface stays", "" if "ONBOOT=yes" in ifcfg("System_eth0").read_text() else done)
    right = ifcfg("eth5").is_symlink() and b"ifcfg-eth5 is not in the description, and stays" in done.stderr and \
        b"not all is done" in done.stderr
    say(f"{kind}: leftovers: a link stays, and that is said", "" if right else done.stderr)


def check_netcfg(dir):
    """d-i: what would overwrite the interfaces file is gone from the installer's root, seen from the chroot in it."""
    top = scratch.make_root(tempfile.mkdtemp(dir=dir) + "/installer")
    target = scratch.make_root(os.path.join(top, "target"))
    scratch.fill(top, {"usr/lib/finish-install.d/55netcfg-copy-config": (b"cp interfaces\n", 0o755),
                       "usr/lib/finish-install.d/90console": (b"other\n", 0o755), "proc": None, "target/proc": None})
    for root, names in ((top, ("chroot", "ls")), (target, ("mount", "umount"))):
        for name in names:
            os.symlink("busybox", os.path.join(root, "bin", name))
    text = body(snippets("examples/kvm-stack-bookworm.yaml")["post_install_network_config_deb"])
    done = subprocess.run(["unshare", "--uts", "--mount", "--pid", "--fork", "chroot", top, "/bin/sh", "-c",
                           "chroot /target /bin/sh -s > /tmp/log; ls /target/proc"], env=scratch.ENV,
                          input=text.encode(), capture_output=True, check=False)
    left = os.listdir(os.path.join(top, "usr/lib/finish-install.d"))
    say("d-i: netcfg does not overwrite the interfaces file", "" if left == ["90console"] else (left, done.stderr))
    say("d-i: /proc of the new system is as before", done.stdout.decode() + done.stderr.decode())
    text = Path(target, "etc/network/interfaces").read_text()
    say("d-i: the interfaces file is written", "" if "bond-slaves" in text else text)


# ---- what the snippets of Cobbler get wrong ----

BONDED = """version: 1
host: hv9.example.com
os: {os}
nics:
  - {{name: eth0, mac: "52:54:00:0a:00:01"}}
  - {{name: eth1, mac: "52:54:00:0a:00:02"}}
  - {{name: eth2, mac: "52:54:00:0a:00:03"}}
bonds:
  - name: bond0
    slaves: [eth0, eth1]
    mode: active-backup
    arp_interval: 500
    arp_ip_target: [192.0.2.1, 192.0.2.2]
    mtu: 1400
    addresses: [192.0.2.10/23, "2001:db8::10/64"]
    gateway: 192.0.2.1
    gateway6: "2001:db8::1"
vlans:
  - {{id: 5, parent: eth2}}
bridges:
  - {{name: br5, ports: [eth2.5], addresses: [198.51.100.10/28]}}
"""
BRIDGED = """version: 1
host: hv9.example.com
os: bookworm
nics:
  - {name: eth0, mac: "52:54:00:0a:00:01"}
  - {name: eth1, mac: "52:54:00:0a:00:02"}
bonds:
  - {name: bond0, slaves: [eth0, eth1], mode: active-backup, miimon: 100}
vlans:
  - {id: 5, parent: bond0}
bridges:
  - {name: br0, ports: [bond0], addresses: [198.51.100.10/28]}
  - {name: br5, ports: [bond0.5]}
"""


def ifcfgs(root):
    return {p.name[6:]: p.read_text() for p in Path(root, scratch.SCRIPTS).glob("ifcfg-*")}


def check_shipped_rhel(dir, all_hosts):
    for name, host, options in all_hosts:
        if name.startswith("everything-rhel"):
            root, _ = installed(dir, host, options, "bash")
            bridges = [b["name"] for b in described(host)["bridges"]]
            bad = [n for n, text in ifcfgs(root).items()
                   if len(re.findall("^TYPE=", text, re.M)) > 1 or ("TYPE=Bridge" in text) != (n in bridges)]
            say(f"{name}: TYPE=Bridge is that of bridges alone, and TYPE stands once", bad)
            if name == "everything-rhel4":
                text = Path(root, "etc/modprobe.conf").read_text()
                say("rhel4: each bond has its alias", [b for b in ("bond0", "bond1", "bond2") if not re.search(
                    rf"^(alias {b} bonding$|install {b} .*modprobe.* bonding -o {b} )", text, re.M)])
    path = Path(dir, "bonded.yaml")
    path.write_text(BONDED.format(os="rhel7"))
    root, _ = installed(dir, path, [], "bash")
    files = ifcfgs(root)
    say("no netmask is invented", "" if "NETMASK=255.255.254.0" in files["bond0"] and "NETMASK=255.255.255.240" in files["br5"]
        and not any("NETMASK" in files[n] for n in ("eth0", "eth1", "eth2", "eth2.5")) else files)
    text = body(snippets(path)["pre_install_network_config"])
    pre = scratch.make_root(tempfile.mkdtemp(dir=dir) + "/root")
    run(pre, text)
    lines = [s for s in Path(pre, "tmp/pre_install_network_config").read_text().splitlines() if s.startswith("network ")]
    bond = next((s for s in lines if "bond0" in s), "")
    say("network lines: options of a bond are one word, and lists in it do not end it", "" if re.search(
        r" --bondopts=(?=\S*mode=active-backup)(?=\S*arp_interval=500)\S*arp_ip_target=192\.0\.2\.1,192\.0\.2\.2(;|\s)", bond) else lines)
    say("network lines: MTU and IPv6 are there", [w for w in ("--mtu=1400", "--ipv6=2001:db8::10/64", "--netmask=255.255.254.0")
                                                  if w not in bond])
    say("network lines: no bootproto but static and dhcp", [s for s in lines if re.search(r"--bootproto=(?!static|dhcp)", s)])


def stanzas(text):
    """Options by interface."""
    found, name = {}, None
    for line in text.splitlines():
        words = line.split()
        if line.startswith("iface "):
            name = words[1]
        elif words and not line.startswith(("#", "auto", "allow")):
            found.setdefault((name, words[0]), []).extend(words[1:])
    return found


def check_shipped_debian(dir):
    path = Path(dir, "bridged.yaml")
    path.write_text(BRIDGED)
    root, _ = installed(dir, path, [], "dash")
    text = Path(root, "etc/network/interfaces").read_text()
    found = stanzas(text)
    say("debian: the bond is port of its bridge, in the bridge's own stanza", "" if found.get(("br0", "bridge_ports")) == ["bond0"]
        and found.get(("br5", "bridge_ports")) == ["bond0.5"] else text)
    say("debian: the VLAN is there", "" if re.search(r"^iface bond0\.5 inet", text, re.M) else text)
    say("debian: slaves and options of the bond", "" if found.get(("bond0", "bond-slaves")) == ["eth0", "eth1"]
        and found.get(("bond0", "bond-mode")) == ["active-backup"] and found.get(("bond0", "bond-miimon")) == ["100"] else text)


def main():
    dir = tempfile.mkdtemp()
    try:
        all_hosts = list(hosts(dir))
        if cobbler.Template is object:
            print("skip Cheetah is not installed")
        else:
            check_cheetah(all_hosts)
            check_lines(dir)
        lacking = scratch.missing() or subprocess.run(["unshare", "--uts", "--pid", "--fork", "--mount", "true"],
                                                      check=False).returncode
        if lacking:
            print(f"skip scripts in scratch roots: {lacking}")
            return
        check_run(dir, all_hosts)
        check_pre(dir)
        check_bridge(dir)
        check_leftovers(dir)
        check_netcfg(dir)
        check_shipped_rhel(dir, all_hosts)
        check_shipped_debian(dir)
    finally:
        shutil.rmtree(dir)


main()
