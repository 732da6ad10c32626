"""Judges of what the guest target writes, each a generator of (oracle, what is wrong or None or MISSING).

None of them asks the product: each reads the file as the program does that it is written for.
"""
import ast
import ipaddress
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree

MISSING = object()
MAC = r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}"
DOMAIN = ("<domain type='kvm'><name>x</name><memory>65536</memory><os><type>hvm</type></os><devices>\n"
          "%s</devices></domain>\n")


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, text=True,
                          stdin=subprocess.DEVNULL, check=False)


def statements(path):
    return [line for line in read(path).splitlines() if line and not line.startswith("#")]


# ---- attachments ----

def bridge_is_there(path, name):
    """The network files of the same host make it; xend may make its own."""
    root = re.match(r"(.*?)(?:etc|var)/(?:libvirt|vz|xen|lib)/", path)[1]
    eni = os.path.join(root, "etc/network/interfaces")
    return (any(os.path.exists(os.path.join(root, "etc/sysconfig", d, "ifcfg-" + name))
                for d in ("network-scripts", "network"))
            or (os.path.exists(eni) and f"\niface {name} inet " in read(eni))
            or os.path.exists(os.path.join(root, "etc/xen/xend-config.sxp.fragment")))


def attached(path, keys):
    """What every attachment says, as {key: value}: a bridge that exists, and one interface's address if any."""
    if "bridge" not in keys or not bridge_is_there(path, keys["bridge"]):
        return f"no such bridge: {keys.get('bridge')}"
    if "mac" in keys and (not re.fullmatch(MAC, keys["mac"]) or int(keys["mac"][:2], 16) & 1):
        return f"not the address of one interface: {keys['mac']}"
    return None


def libvirt(path):
    """Inside the devices of a domain it is what libvirt's schema takes."""
    domain = DOMAIN % read(path)
    try:
        [interface] = xml.etree.ElementTree.fromstring(domain).find("devices")
    except (xml.etree.ElementTree.ParseError, ValueError) as e:
        yield "xml", e
        return
    keys = {"bridge": interface.find("source").get("bridge")}
    if interface.find("mac") is not None:
        keys["mac"] = interface.find("mac").get("address")
    yield "xml", (interface.tag, interface.get("type")) != ("interface", "bridge") or attached(path, keys)
    if not shutil.which("virt-xml-validate") or not shutil.which("xmllint"):
        yield "virt-xml-validate", MISSING
        return
    with tempfile.NamedTemporaryFile("w", suffix=".xml") as f:
        f.write(domain)
        f.flush()
        r = run("virt-xml-validate", f.name, "domain")
    yield "virt-xml-validate", r.stdout if r.returncode else None


def vzctl(path):
    """NETIF is taken apart as vzctl and vznetaddbr do it, IP_ADDRESS as vzctl does; bash reads both besides."""
    found = dict(re.findall(r'(?m)^(NETIF|IP_ADDRESS)="([^"]*)"$', read(path)))
    number = os.path.basename(path).split(".")[0]
    if set(found) == {"IP_ADDRESS"}:
        yield "vzctl", None if ipaddress.ip_address(found["IP_ADDRESS"]) else "no address"
        return
    keys = dict(item.split("=", 1) for item in found.get("NETIF", "").split(",") if "=" in item)
    wrong = [k for k in keys if k not in ("ifname", "mac", "host_ifname", "host_mac", "bridge")]
    if set(found) != {"NETIF"} or ";" in found["NETIF"] or not keys.get("ifname"):
        wrong.append("not one interface with a name")
    if keys.get("host_ifname") != f"veth{number}.0" or len(keys["host_ifname"]) > 15:
        wrong.append("host_ifname")
    # left out, vzctl takes the container's: the bridge would keep what is meant for the container
    if not re.fullmatch(MAC, keys.get("host_mac", "")) or keys["host_mac"].lower() == keys.get("mac", "").lower():
        wrong.append("host_mac")
    yield "vzctl", wrong
    yield "vznetaddbr", attached(path, keys)


def lxc(path):
    """lxc.container.conf(5): lines `key = value`; keys of one generation, each once, the type first."""
    lines = statements(path)
    pairs = [re.fullmatch(r"lxc\.(net\.0|network)\.(type|link|flags|name|hwaddr) = (\S+)", line) for line in lines]
    if not pairs or not all(pairs) or len({p[1] for p in pairs}) != 1 or len({p[2] for p in pairs}) != len(pairs):
        yield "lxc", lines
        return
    keys = {p[2]: p[3] for p in pairs}
    good = pairs[0][2] == "type" and keys["type"] == "veth" and keys.get("flags") == "up"
    yield "lxc", None if good else lines
    yield "lxc", attached(path, {{"link": "bridge", "hwaddr": "mac"}.get(k, k): v for k, v in keys.items()})


def xm(path):
    """xm executes it as Python, xl reads the same form: one list of strings."""
    try:
        [assignment] = ast.parse(read(path)).body
        [target] = assignment.targets
        [vif] = ast.literal_eval(assignment.value)
        keys = dict(item.split("=", 1) for item in vif.split(","))
    except (SyntaxError, ValueError, AttributeError) as e:
        yield "python", repr(e)
        return
    yield "python", (target.id != "vif" or set(keys) - {"mac", "bridge"}) or attached(path, keys)


# ---- the announcer ----

def lsb(path):
    """insserv and update-rc.d read the header between its two lines, chkconfig two lines of its own."""
    text = read(path)
    header = re.search(r"(?m)^### BEGIN INIT INFO\n((?:# .*\n)+)### END INIT INFO$", text)
    keys = dict(re.findall(r"(?m)^# ([A-Z][A-Za-z-]*):\s+(\S.*)$", header[1] if header else ""))
    wrong = [k for k in ("Required-Start", "Required-Stop", "Default-Start", "Default-Stop", "Short-Description")
             if k not in keys]
    if keys.get("Provides") != os.path.basename(path):
        wrong.append("Provides")
    if not re.search(r"(?m)^# chkconfig: ([0-6]+|-) \d\d \d\d$", text) or not re.search(r"(?m)^# description: \S", text):
        wrong.append("chkconfig")
    yield "lsb", wrong


def unit(path):
    if not shutil.which("systemd-analyze"):
        yield "systemd-analyze", MISSING
        return
    with tempfile.TemporaryDirectory() as own:
        copy = os.path.join(own, os.path.basename(path))
        with open(copy, "w", encoding="utf-8") as f:  # the program is in the guest, not here
            f.write(re.sub(r"(?m)^ExecStart=/\S+$", "ExecStart=/bin/true", read(path)))
        r = run("systemd-analyze", "verify", copy)
    yield "systemd-analyze", [line for line in r.stdout.splitlines() if os.path.basename(path) in line]
