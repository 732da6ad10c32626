"""Lets the real consumers judge rendered trees.

judge.py ROOT ORACLES: every file below ROOT is read by the program it is written for (bash, ifup, modprobe,
udev, xend, augeas' lenses), and what that program understood is compared with what the file says. ORACLES is where
tests/oracle/fetch unpacked ifupdown and udev. One line a judgement: ok, not ok, skip.
"""
import fnmatch
import ipaddress
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import guests
import sxp

ROOT, ORACLES = sys.argv[1], os.path.abspath(sys.argv[2])
IFUPDOWN = os.path.join(ORACLES, "ifupdown/sbin")
UDEVADM = os.path.join(ORACLES, "udev/bin/udevadm")


def run(*command, **kw):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, text=True,
                          stdin=subprocess.DEVNULL, check=False, **kw)


def say(good, path, oracle, why=""):
    name = f"{oracle} {os.path.relpath(path, ROOT)}"
    print(f"{'ok' if good else 'not ok'} {name}{'' if good else ': ' + str(why)[:2000]}")


def missing(path, oracle):
    print(f"skip {oracle} {os.path.relpath(path, ROOT)}: {oracle} is not here")


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


# ---- files that a shell sources ----

ASSIGNMENT = re.compile(r"""^([A-Z][A-Z0-9_]*)=(?:(["'])([A-Za-z0-9 ._:/,+@%=-]*)\2|([A-Za-z0-9._:/,+@%-]*))$""")


def shell(path):
    """Each line is a plain assignment or a comment without '='; bash reads back each value and runs nothing."""
    said = {}
    for line in read(path).splitlines():
        match = ASSIGNMENT.match(line)
        if match and match[1] not in said:
            said[match[1]] = match[3] if match[2] else match[4]
        elif not (line == "" or (line.startswith("#") and "=" not in line)):
            say(False, path, "bash", f"not a plain assignment, or twice: {line!r}")
            return
    with tempfile.TemporaryDirectory() as empty:
        script = 'PATH=/nonexistent; . "$1"; shift; for k; do printf "%s=%s\\0" "$k" "${!k}"; done'
        r = run("/bin/bash", "--norc", "--noprofile", "-c", script, "-", os.path.abspath(path), *said, cwd=empty, env={})
        left = os.listdir(empty)
    read_back = dict(item.split("=", 1) for item in r.stdout.split("\0") if item)
    say(r.returncode == 0 and not r.stderr and not left and read_back == said, path, "bash",
        f"{r.stderr} {left} {set(said.items()) ^ set(read_back.items())}")


def routes(path):
    """ifup-routes hands each line to `ip route add` unquoted: ip itself takes it, and lists it again."""
    family = "-6" if "route6-" in path else "-4"
    device = os.path.basename(path).split("-", 1)[1]
    lines = [line for line in read(path).splitlines() if line and not line.startswith("#")]
    wrong = [line for line in lines if not re.fullmatch(r"[0-9a-f.:/]+ via [0-9a-f.:]+ dev [A-Za-z0-9._-]+( metric [0-9]+)?", line)]
    steps = [f"ip link add {device} type veth peer name other && ip link set other up && ip link set {device} up"]
    if family == "-6":
        steps.append(f"echo 0 > /proc/sys/net/ipv6/conf/{device}/accept_dad")
    for line in lines:
        router = line.split()[2]
        steps.append(f"ip {family} route replace {router} dev {device}; ip {family} route add {line}; "
                     f"ip {family} route show exact {line.split()[0]} | grep -q 'via {router} '")
    r = run("unshare", "-n", "/bin/sh", "-ec", "\n".join(steps) if not wrong else "false")
    if "unshare:" in r.stderr or "Operation not permitted" in r.stderr:
        print(f"skip ip {os.path.relpath(path, ROOT)}: no network namespace here")
        return
    say(lines and not wrong and not r.returncode, path, "ip", wrong or r.stderr)


def suse_ifcfg(path):
    """Numbered variables are taken in the order in which bash lists them (${!IPADDR*}): as they stand in the file."""
    shell(path)
    for name in ("BONDING_SLAVE", "IPADDR"):
        said = re.findall(rf"(?m)^({name}[_0-9]*)=", read(path))
        r = run("/bin/bash", "--norc", "--noprofile", "-c", '. "$1"; echo ${!%s*}' % name, "-", os.path.abspath(path), env={})
        if said:
            say(r.stdout.split() == said, path, f"${{!{name}*}}", f"{r.stdout.split()} {said}")


def suse_routes(path):
    """Each line read as ifup-route reads it; ip itself takes what that makes of it, and lists it again."""
    lines = [line for line in read(path).splitlines() if line and not line.startswith("#")]
    fits = re.compile(r"(default|[0-9a-f.:/]+) [0-9a-f.:]+ - [A-Za-z0-9._-]+( metric [0-9]+)?")
    wrong = [line for line in lines if not fits.fullmatch(line)]
    steps = ["while read -r dest gway mask iface ipopts; do case $dest in '#'* | '') continue ;; esac",
             "ip link show $iface > /dev/null 2>&1 || ip link add $iface type veth peer name p$((n=n+1))",
             "ip link set $iface up; ip link set p$n up",
             "echo 0 > /proc/sys/net/ipv6/conf/$iface/accept_dad",
             "case $gway in *:*) six=-6 ;; *) six=-4 ;; esac",
             "ip $six route replace $gway dev $iface; ip route replace to $dest via $gway dev $iface $ipopts",
             "ip $six route show exact $dest | grep -q \"via $gway dev $iface \"",
             'done < "$1"']
    r = run("unshare", "-n", "/bin/sh", "-ec", "n=0\n" + "\n".join(steps) if not wrong else "false", "-", os.path.abspath(path))
    if "unshare:" in r.stderr or "Operation not permitted" in r.stderr:
        print(f"skip ip {os.path.relpath(path, ROOT)}: no network namespace here")
        return
    say(lines and not wrong and not r.returncode, path, "ip", wrong or r.stderr)


def script(path):
    r = run("/bin/sh", "-n", path)
    say(r.returncode == 0 and not r.stderr and os.access(path, os.X_OK), path, "sh", r.stderr or "not executable")


def sourced(path):
    r = run("/bin/sh", "-n", path)
    say(r.returncode == 0 and not r.stderr, path, "sh", r.stderr)


# ---- /etc/network/interfaces ----

def stanzas(text):
    """[(interface, {option: [values]})] as the file says; the first word of a line decides."""
    found = []
    for line in text.splitlines():
        words = line.split(None, 1)
        if not words or words[0].startswith("#") or words[0] == "auto":
            continue
        if words[0] == "iface":
            found.append((words[1].split()[0], {}))
        else:
            found[-1][1].setdefault(words[0], []).append(words[1])
    return found


def trace(path):
    """The interfaces in the order in which ifup -a configures them, or what it complains of."""
    with tempfile.TemporaryDirectory() as state:
        r = run(f"{IFUPDOWN}/ifup", "--no-act", "--force", "--no-scripts", "-a", "-v", "-i", path, f"--state-dir={state}")
    order = []
    for name in re.findall(r"configuring interface (\S+?)=", r.stderr + r.stdout):
        if name not in order:
            order.append(name)
    complaints = re.findall(r"(?im)^.*(?:error|missing|unknown|duplicate|couldn't|failed).*$", r.stderr)
    return order, (complaints or r.stderr) if r.returncode or complaints else None


def below_first(text, order):
    """What an interface is built on, if it has a stanza, must be configured before it."""
    place = {name: n for n, name in enumerate(order)}
    for name, options in stanzas(text):
        below = []
        for key in ("bond-slaves", "slaves", "bridge_ports", "vlan-raw-device"):
            below += " ".join(options.get(key, [])).split()
        for line in options.get("pre-up", []):
            if line.startswith("ifenslave "):
                below += line.split()[2:]
        if "." in name:
            below.append(name.rsplit(".", 1)[0])
        for other in below:
            if other in place and name in place and place[other] > place[name]:
                return f"{name} comes before {other}"
    return None


def with_prefix(output):
    """ifquery tells `address A/P` as an address and a netmask, stanza by stanza."""
    found, address = set(), None
    for line in output.splitlines():
        key, _, value = line.partition(": ")
        if key == "address":
            address = value
        elif key == "netmask" and address:
            prefix = ipaddress.ip_network(f"0.0.0.0/{value}").prefixlen if "." in value else value
            found.add(("address", f"{address}/{prefix}"))
    return found


def interfaces(path):
    if not os.path.exists(f"{IFUPDOWN}/ifup"):
        missing(path, "ifup")
        return
    text = read(path)
    order, complaint = trace(path)
    complaint = complaint or below_first(text, order)
    autos = re.findall(r"(?m)^auto (\S+)", text)
    # ifup brings up what a VLAN stands on by itself, asked for or not
    asked = [name for name in order if name in autos or not any(other.startswith(name + ".") for other in autos)]
    say(not complaint and asked == autos, path, "ifup", complaint or f"{order} configured, {autos} asked for")
    lines = [v for _, options in stanzas(text) for key in ("pre-up", "up", "down", "post-down") for v in options.get(key, [])]
    r = run("/bin/sh", "-n", "-c", "\n".join(lines))
    say(r.returncode == 0 and not r.stderr, path, "sh", r.stderr)
    lost = []
    for name, options in stanzas(text):
        r = run(f"{IFUPDOWN}/ifquery", "-i", path, name)
        read_back = {tuple(line.split(": ", 1)) for line in r.stdout.splitlines() if ": " in line}
        read_back |= with_prefix(r.stdout)
        for key, values in options.items():
            # the class that ifupdown up to 0.6 wants before an Ethernet address is dropped since
            lost += [(name, key, v) for v in values if (key, v.strip().removeprefix("ether ")) not in read_back]
        if r.returncode or r.stderr:
            lost.append((name, r.stderr))
    say(not lost, path, "ifquery", lost)


# ---- modules, udev ----

def modprobe(path):
    if not shutil.which("modprobe") and not os.path.exists("/sbin/modprobe"):
        missing(path, "modprobe")
        return
    r = run(shutil.which("modprobe") or "/sbin/modprobe", "-C", path, "-c")
    said = [" ".join(line.split()) for line in read(path).splitlines() if line and not line.startswith("#")]
    got = {" ".join(line.split()) for line in r.stdout.splitlines()}
    say(not r.stderr and r.returncode == 0 and said and all(line in got for line in said), path, "modprobe",
        r.stderr or [line for line in said if line not in got])


def udev(path):
    """udev reads the file in a mount namespace of its own and complains of nothing in it."""
    if not os.path.exists(UDEVADM):
        missing(path, "udevadm")
        return
    kind = "systemd/network" if path.endswith(".link") else "udev/rules.d"
    command = f"test-builtin net_setup_link" if path.endswith(".link") else "test --action=add"
    with tempfile.TemporaryDirectory() as own:
        shutil.copy(path, own)
        name = os.path.basename(path)
        # every other directory of the kind is hidden, so that only this file speaks
        r = run("unshare", "-m", "/bin/sh", "-c",
                f"mkdir -p /etc/{kind} && mount --bind {own} /etc/{kind} && "
                f"SYSTEMD_LOG_LEVEL=debug {UDEVADM} {command} /sys/class/net/lo")
    log = r.stderr + r.stdout
    if "unshare:" in log or "mount:" in log:
        print(f"skip udevadm {os.path.relpath(path, ROOT)}: no mount namespace here")
        return
    complaints = [line for line in log.splitlines() if re.search(re.escape(name) + r":\d+", line)]
    seen = name in log
    say(seen and not complaints, path, "udevadm", complaints or "the file was not read")


def old_udev(path):
    """rename_netiface's rules, in the words that udev has for SYSFS and IMPORT since 0.98 and 0.95."""
    with tempfile.TemporaryDirectory(dir=os.path.dirname(path)) as own:
        renamed = os.path.join(own, os.path.basename(path))
        with open(renamed, "w", encoding="ascii") as f:
            f.write(read(path).replace("SYSFS{address}", "ATTR{address}").replace("IMPORT=", "IMPORT{program}="))
        udev(renamed)


# ---- xend ----

SCRIPT_LINE = re.compile(r"\((network-script|vif-script) (?:([^ ()'\"]+)|'([^'\"]*)')\)")
ARGUMENT = re.compile(r"(netdev|vifnum|bridge)=[A-Za-z0-9_.:-]+")
SHIPPED = "(xend-relocation-server no)\n(network-script network-bridge)\n(vif-script vif-bridge)\n"


def promised(path):
    """{name: words} of the lines of the file, for who reads them as they look; other lines are comments."""
    found = {}
    for line in read(path).splitlines():
        match = SCRIPT_LINE.fullmatch(line)
        if match and match[1] not in found:
            found[match[1]] = (match[2] or match[3]).split()
        elif not re.fullmatch(r"#[^=]*", line):
            raise ValueError(f"neither comment nor a first script line: {line!r}")
    return found


def what_is_wrong_for_xend(path):
    found = promised(path)
    for config in (sxp.parse(read(path)), sxp.parse(read(path) + SHIPPED)):
        for op in ("start", "stop") if "network-script" in found else ():
            words, argv = found["network-script"], sxp.command(config, op)
            if argv != [os.path.join(sxp.SCRIPTS, words[0]), op] + words[1:]:
                return f"promised: {words}, executed: {argv}"
        vif = sxp.child_value(config, "vif-script")
        if "vif-script" in found and vif != " ".join(found["vif-script"]):
            return f"vif-script is {vif!r}"
    words = found.get("network-script", ["/bin/true"])
    own = os.path.join(os.path.dirname(path), "scripts", words[0])
    if words[0] == "network-bridge":
        complete = any(word.startswith("netdev=") for word in words)
    else:
        complete = len(words) == 1 and (words[0] == "/bin/true" or os.access(own, os.X_OK))
    arguments = words[1:] + found.get("vif-script", [])[1:]
    bad = [word for word in arguments if not ARGUMENT.fullmatch(word)]
    return None if complete and not bad else f"what is executed: {words}, {bad}"


def xend(path):
    """xend executes what the lines say, also where the file that Xen ships follows."""
    try:
        wrong = what_is_wrong_for_xend(path)
    except (ValueError, sxp.ParseError) as e:
        wrong = e
    say(wrong is None, path, "xend", wrong)


STUB = '#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done >> "$LOG"\necho >> "$LOG"\nexit $STATUS\n'


def wrapper(path):
    """The script calls network-bridge beside it once for each bridge, also when one fails, and tells of that."""
    script(path)
    expected = [line.split(" || ")[0].split()[2:] for line in read(path).splitlines() if "/network-bridge" in line]
    for op, status in (("start", 0), ("stop", 0), ("start", 3)):
        with tempfile.TemporaryDirectory(prefix="a b") as beside:
            own, stub, log = (os.path.join(beside, name) for name in ("own", "network-bridge", "log"))
            shutil.copy(path, own)
            with open(stub, "w", encoding="ascii") as f:
                f.write(STUB)
            os.chmod(stub, 0o755)
            r = run(own, op, env={"PATH": "/usr/bin:/bin", "LOG": log, "STATUS": str(status)})
            calls = [call.split("\n") for call in read(log).split("\n\n") if call] if os.path.exists(log) else []
        wrong = [word for call in calls for word in call[1:] if not ARGUMENT.fullmatch(word)]
        devices = [word for call in calls for word in call if word.startswith("netdev=")]
        good = len(calls) > 1 and calls == [[op] + words for words in expected] and not wrong
        good = good and len(set(devices)) == len(calls) and r.returncode == status and not r.stderr
        say(good, path, f"network-bridge({op}, {status})", f"{calls} {r.returncode} {r.stderr}")


# ---- guests ----

def of_guests(*judges):
    def judge(path):
        for oracle, wrong in (verdict for each in judges for verdict in each(path)):
            if wrong is guests.MISSING:
                missing(path, oracle)
            else:
                say(not wrong, path, oracle, wrong)
    return judge


def container(path):
    shell(path)
    of_guests(guests.vzctl)(path)


def init_script(path):
    script(path)
    of_guests(guests.lsb)(path)


# ---- augeas ----

def augeas(paths):
    """All files at once: each must be in the tree, none may have an error."""
    judged = {}
    for path in paths:
        form = form_of(path)
        if form and form[1]:
            judged.setdefault(form[1], []).append(path)
    if not shutil.which("augtool"):
        for path in sum(judged.values(), []):
            missing(path, "augeas")
        return
    if not judged:
        return
    commands = ["set /augeas/context /files"]
    for lens, files in judged.items():
        commands.append(f"set /augeas/load/{lens}/lens {lens}.lns")
        for n, path in enumerate(files, 1):
            commands.append(f"set /augeas/load/{lens}/incl[{n}] /{os.path.relpath(path, ROOT)}")
    commands += ["load"]
    for path in sum(judged.values(), []):
        tree = "/files/" + os.path.relpath(path, ROOT)
        tree = re.sub(r"([ \[\]])", r"\\\1", tree)
        commands += [f"match {tree}", f"match {tree}//@command", f"match /augeas{tree}/error"]
    r = subprocess.run(["augtool", "--noautoload", "-r", ROOT, "-L"], input="\n".join(commands) + "\n", text=True,
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    for path in sum(judged.values(), []):
        tree = "/files/" + os.path.relpath(path, ROOT)
        lines = r.stdout.splitlines()
        there = any(line.split(" ")[0].rstrip(" =") == tree for line in lines)
        wrong = [line for line in lines if line.startswith("/augeas" + tree) or line.startswith(tree + "/@command")]
        say(there and not wrong, path, "augeas", wrong or r.stderr or "not read")


# ---- by path ----

def words(path):
    """modules-load.d(5), modules(5), hostname(5): lines of plain words."""
    wrong = [line for line in read(path).splitlines()
             if not line.startswith("#") and not re.fullmatch(r"[A-Za-z0-9_./: -]*", line)]
    say(not wrong, path, "words", wrong)


# (path, lens of augeas, judge): the first that fits counts.
FORMS = [
    ("etc/sysconfig/network-scripts/ifcfg-*", "Shellvars", shell),
    ("etc/sysconfig/network.fragment", "Shellvars", shell),
    ("etc/sysconfig/network/ifcfg-*", "Shellvars", suse_ifcfg),
    ("etc/sysconfig/network/config.fragment", "Shellvars", shell),
    ("etc/sysconfig/network/routes", None, suse_routes),
    ("etc/sysconfig/network/ifroute-*", None, suse_routes),
    ("etc/sysconfig/network-scripts/route-*", None, routes),
    ("etc/sysconfig/network-scripts/route6-*", None, routes),
    ("etc/sysconfig/modules/*.modules", None, script),
    ("etc/network/interfaces", "Interfaces", interfaces),
    ("etc/dhcp*/dhclient-enter-hooks.d/*", None, sourced),
    ("etc/modprobe.d/*.conf", "Modprobe", modprobe),
    ("etc/modprobe.conf*.fragment", "Modprobe", modprobe),
    ("etc/modules*", None, words),
    ("etc/hostname", None, words),
    ("etc/HOSTNAME", None, words),
    ("etc/xen/xend-config.sxp.fragment", "Xendconfsxp", xend),
    ("etc/xen/scripts/*", None, wrapper),
    ("etc/systemd/network/*.link", "Systemd", udev),
    ("etc/udev/rules.d/30-net_persistent_names.rules", None, old_udev),
    ("etc/udev/rules.d/*.rules", None, udev),
    ("etc/sysctl.d/*.conf", "Sysctl", None),
    ("etc/sysctl.conf.fragment", "Sysctl", None),
    ("etc/resolv.conf", "Resolv", None),
    ("etc/libvirt/qemu/*.xml.fragment", None, of_guests(guests.libvirt)),
    ("*var/lib/lxc/*/config.fragment", None, of_guests(guests.lxc)),
    ("etc/vz/conf/*.conf.fragment", "Shellvars", container),
    ("etc/vz/vznet.conf.fragment", "Shellvars", shell),
    ("etc/xen/*.fragment", None, of_guests(guests.xm)),  # behind xend-config.sxp.fragment
    ("etc/bondwright/guest/usr/local/sbin/*", None, script),
    ("etc/bondwright/guest/etc/init.d/*", None, init_script),
    ("etc/bondwright/guest/etc/default/*", "Shellvars", shell),
    ("etc/bondwright/guest/etc/systemd/system/*.service", "Systemd", of_guests(guests.unit)),
    ("etc/bondwright/guest/INSTALL", None, None),  # for people
    ("*/findings", None, None),  # what was said of a golden host
]


def form_of(path):
    inside = re.sub(r"^.*?(?=etc/)", "", os.path.relpath(path, ROOT))
    return next((form for form in FORMS if fnmatch.fnmatch(inside, form[0])), None)


def main():
    for form, wrong in sxp.self_check():
        print(f"{'ok' if wrong is None else 'not ok'} sxp reads {form!a}{'' if wrong is None else f': {wrong}'}")
    paths = sorted(os.path.join(d, f) for d, _, files in os.walk(ROOT) for f in files)
    for path in paths:
        form = form_of(path)
        if not form:
            say(False, path, "nobody", "no consumer is known for this file")
        elif form[2]:
            form[2](path)
    augeas(paths)


main()
