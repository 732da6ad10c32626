"""What ifupdown's ifquery says of interfaces files, as settings.

ifquery gives the options of each interface with their values; what they do is said here, once for all spellings:
- `bond_x` and `bond-x`; `slaves`, `bond-slaves`, `bond-members`, and `bond-master` in the slave, are one membership;
- `address` with `netmask` or /LENGTH; `broadcast` and `network` where they follow from these;
- an `up` command and the option that does the same, whichever of the two it was; `down` commands that undo it;
- `ip link set X up`, loading the modules and making the bond, which ifup and its hooks do by themselves;
- `allow-hotplug` and `auto`: both come up at boot;
- name servers and search domains belong to the host, at whichever interface they stand;
- `alias` and `description`, which set nothing.
"""
import os
import re
import shlex
import subprocess
import tempfile

import same_values

RELEASES = {"etch", "lenny", "squeeze", "wheezy", "jessie", "stretch", "buster", "bullseye", "bookworm"}
STANZA = re.compile(r"\s*(iface|auto|allow-[a-z-]+|mapping|source(?:-directory)?|no-auto-down|no-scripts|rename|template)"
                    r"\s+(.*)")
COMMANDS = {"up", "pre-up", "post-up", "down", "pre-down", "post-down"}
IDLE = {"alias", "description", "bond-give-a-chance", "use", "requires"}
# what ifquery adds by itself, inet6.defn
ADDED = {("autoconf", "0"), ("dad-attempts", "60"), ("dad-interval", "0.1"), ("preferred-lifetime", ""),
         ("accept-ra", "2"), ("ll-attempts", "60"), ("ll-interval", "0.1"), ("request-prefix", "0")}
# `bridge_fd` and its like, as the description names them
BRIDGE = {"bridge-fd": "forward_delay", "bridge-ageing": "ageing", "bridge-hello": "hello_time", "bridge-maxage": "max_age",
          "bridge-bridgeprio": "priority", "bridge-maxwait": "maxwait"}


class Line:
    def __init__(self, path, number, iface, family, method, key, value):
        self.path, self.number, self.iface, self.family = path, number, iface, family
        self.method, self.key, self.value = method, key, value
        # as ifquery names it
        self.name = {"post-up": "up", "pre-down": "down"}.get(key, key.replace("_", "-"))


def scan(paths):
    """Lines of options with their places, and those of auto and iface: only to know where a value stands."""
    for path in paths:
        iface = family = method = None
        text, start = "", 0
        for number, raw in enumerate(open(path, errors="replace", newline=""), 1):
            start = start or number
            raw = raw.rstrip("\r\n")
            if raw.endswith("\\"):
                text += raw[:-1]
                continue
            text, line, at, start = "", text + raw, start, 0
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            stanza = STANZA.match(line)
            if stanza:
                words = stanza[2].split()
                iface, family, method = (words + [None, None, None])[:3] if stanza[1] == "iface" else (None, None, None)
                yield Line(path, at, words[0] if words else "", family, method, stanza[1], stanza[2])
            elif iface:
                key, _, value = line.strip().partition(" ")
                key, _, more = key.partition("\t")
                yield Line(path, at, iface, family, method, key, (more + " " + value).strip())


def is_eni(path):
    return re.search(r"(?m)^\s*(iface\s+\S+|auto\s+\S+\s*$)", open(path, errors="replace").read()) is not None


def query(program, path, name):
    """[(key, value)] in the order of ifquery; a value of several lines is an option that was given several times."""
    done = subprocess.run([program, "-i", path, name], capture_output=True, timeout=20)
    found = []
    for line in done.stdout.decode(errors="replace").splitlines():
        match = re.match(r"([a-zA-Z][a-zA-Z0-9_./-]*): (.*)", line)
        if match:
            found.append([match[1], match[2]])
        elif found:
            found[-1][1] += "\n" + line
    return found, done.stderr.decode(errors="replace").strip() if done.returncode else ""


class Host:
    def __init__(self, lines):
        self.lines, self.out, self.ports = lines, {}, set()

    def places(self, iface, key, value):
        mine = [l for l in self.lines if l.iface == iface and l.name == key]
        return [(l.path, l.number) for l in [l for l in mine if l.value.split() == value.split()] or mine] + self.heads(iface)

    def heads(self, iface):
        """What is said of an interface as a whole stands at its `iface`."""
        return [(l.path, l.number, True) for l in self.lines if l.iface == iface and l.key == "iface"]

    def put(self, at, *key, value=""):
        # eth0:1 is a label of addresses of eth0
        self.out[(key[0].split(":")[0],) + key[1:]] = (value, at)


def settings(files, release, oracles, left_out):
    program = os.path.join(oracles, "ifupdown/sbin/ifquery")
    paths = sorted((p for p in files if is_eni(p) and os.path.normpath(p) not in left_out), key=lambda p: ("interfaces.d" in p, p))
    lines = list(scan(paths))
    host = Host(lines)
    with tempfile.NamedTemporaryFile("wb", suffix=".interfaces") as joined:
        for p in paths:
            text = open(p, "rb").read()
            # nothing of the machine that the test runs on is read
            text = re.sub(rb"(?m)^\s*source(-directory)?\s.*$", b"", text)
            # ifupdown2's `iface NAME`, with a family and method for ifquery
            joined.write(re.sub(rb"(?m)^([ \t]*iface[ \t]+\S+)[ \t]*$", rb"\1 inet manual", text) + b"\n")
        joined.flush()
        names = list(dict.fromkeys(l.iface for l in lines if l.key == "iface" and l.iface != "lo"))
        for name in names:
            options, wrong = query(program, joined.name, name)
            if wrong:
                raise same_values.Unread("not read by ifupdown: " + wrong.replace(joined.name, "interfaces")[:150])
            interface(host, name, options)
    for l in lines:
        if l.key == "iface" and l.iface != "lo":
            for word in ("dhcp", "auto"):
                if l.method == word:
                    host.put([(l.path, l.number)], l.iface, f"{l.family} {word}")
        elif l.key in ("auto", "allow-auto", "allow-hotplug", "allow-boot"):
            for name in l.value.split():
                if name != "lo":
                    host.put([(l.path, l.number)] + host.heads(name), name, "at boot")
    return host.out


def interface(host, name, options):
    addresses, masks, networks = [], [], []
    master = dict((k.replace("_", "-"), v) for k, v in options).get("bond-master")
    for key, value in options:
        key = key.replace("_", "-")
        at = host.places(name, key, value)
        value = value.strip()
        if key == "address":
            addresses += [[a.strip(), masks.pop() if masks else None, at] for a in value.splitlines()]
        elif key == "netmask":
            # in front of the address of its stanza, or behind it
            if addresses and not addresses[-1][1]:
                addresses[-1][1] = value
            else:
                masks.append(value)
        elif key in ("broadcast", "network"):
            networks.append((key, value, at))
        elif key in COMMANDS:
            for command in value.splitlines():
                run(host, name, key, command, host.places(name, key, command))
        elif key == "bond-primary":
            # of several the first that is enslaved
            host.put(at, master or name, "bond primary", value=value.split()[0])
        else:
            option(host, name, key, value, at)
    whole = [same_values.prefix(address, mask, 128) for address, mask, _ in addresses]
    for address, (_, _, at) in zip(whole, addresses):
        if not address.startswith("0.0.0.0/"):  # which is how people write that there is none
            host.put(at, name, "address", address)
    for key, value, at in networks:
        if value not in ("+", "-") and not any(same_values.derived(key, a) == value for a in whole):
            host.put(at, name, key, value=value)
    by_name(host, name, host.heads(name))


def by_name(host, name, at):
    """PARENT.ID makes a VLAN: ifupdown does, and bridge-utils for a port that is not there."""
    if re.search(r"\.0*[1-9]\d*$", name) and not {(name, "vlan"), (name, "bridge"), (name, "bond")} & set(host.out):
        parent, number = name.rsplit(".", 1)
        host.put(at, name, "vlan", value=(parent, int(number)))


def option(host, name, key, value, at):
    if key in ("bond-slaves", "slaves", "bond-members"):
        host.put(at, name, "bond")
        for slave in value.split():
            if slave != "none":
                host.put(at, name, "slave", slave)
    elif key == "bond-master":
        host.put(at, value, "bond")
        host.put(at, value, "slave", name)
    elif key in ("bond-arp-ip-target", "bond-ns-ip6-target"):
        for target in re.split(r"[\s,]+", value):
            host.put(at, name, key[5:].replace("-", "_"), target.lstrip("+"))
    elif key.startswith("bond-"):
        host.put(at, name, "bond")
        option_name, option_value = same_values.bond_option(key[5:], value)
        host.put(at, name, "bond " + option_name, value=option_value)
    elif key == "bridge-ports":
        host.put(at, name, "bridge")
        for port in value.split():
            if port != "none":
                host.put(at, name, "port", port)
                by_name(host, port, at)
    elif key == "bridge-stp":
        host.put(at, name, "stp", value=same_values.boolean(value))
    elif key == "bridge-hw":
        host.put(at, name, "mac", value=value.lower())
    elif key in BRIDGE:
        host.put(at, name, BRIDGE[key], value=value)
    elif key == "hwaddress":
        host.put(at, name, "mac", value=value.removeprefix("ether").strip().lower())
    elif key == "mtu":
        host.put(at, name, key, value=value)
    elif key == "vlan-id":
        parent = host.out.get((name, "vlan"), ((name.rsplit(".", 1)[0], None), []))[0][0]
        host.put(at, name, "vlan", value=(parent, int(value)))
    elif key == "gateway":
        host.put(at, name, "gateway", value)
    elif key == "vlan-raw-device":
        number = re.search(r"(\d+)$", name)
        known = host.out.get((name, "vlan"), ((None, None), []))[0][1]
        host.put(at, name, "vlan", value=(value, known or (int(number[1]) if number else None)))
    elif key in ("dns-nameservers", "dns-nameserver", "dns-search", "dns-domain"):
        for word in value.split():
            host.put(at, "dns", "server" if "server" in key else "search", word)
    elif key not in IDLE and (key, value) not in ADDED:
        host.put(at, name, "option " + key, value=value)


# ---- commands ----

def run(host, name, when, command, at):
    """One command line; what is not known is compared as it is written."""
    command = command.replace("$IFACE", name).replace("${IFACE}", name).replace("$LOGICAL", name)
    plain = re.sub(r"\s*(2>\s*/dev/null|>\s*/dev/null|2>&1|\|\|\s*(true|:))", " ", command).strip()
    for part in re.split(r"\s*(?:;|&&)\s*", plain.strip("{}; ")):
        part = re.sub(r"^\[ -d \S+ \] \|\|\s*", "", part).strip("{} ")
        if part and not known(host, name, when, part, at):
            host.put(at, name, when + " command", " ".join(part.split()))


def known(host, name, when, part, at):
    try:
        words = shlex.split(part)
    except ValueError:
        return False
    words[0] = os.path.basename(words[0])
    text = " ".join(words)
    if "down" in when:
        return re.match(r"ip (-[46] )?(route|addr|address|link) (del|delete) |route (-\S+ \S+ )?del |ifenslave -d |"
                        r"echo -\S+ > /sys/class/net/bonding_masters|(ip link set (dev )?\S+|ifconfig \S+) down", text)
    if words[0] == "echo" and ">" not in text:
        return True
    if re.fullmatch(r"modprobe \S*(bonding|8021q|bridge)|ip link set (dev )?\S+ up|ifconfig \S+ (0\.0\.0\.0 )?up|true", text):
        return True
    if re.fullmatch(r"echo \+\S+ > /sys/class/net/bonding_masters", text):
        host.put(at, words[1][1:], "bond")
        return True
    sysfs = re.fullmatch(r"echo (\S+) > /sys/class/net/([^/]+)/(bonding|bridge)/(\S+)", text)
    if sysfs and sysfs[3] == "bonding":
        if sysfs[4] == "slaves":
            host.put(at, sysfs[2], "slave", sysfs[1].lstrip("+"))
        else:
            option(host, sysfs[2], "bond-" + sysfs[4].replace("_", "-"), sysfs[1], at)
        return True
    sysctl = re.fullmatch(r"echo (\S+) > /proc/sys/(\S+)", text) or re.fullmatch(r"sysctl (?:-w )?(\S+?)=(\S+)", text)
    if sysctl:
        key, value = (sysctl[2], sysctl[1]) if "/proc" in text else (sysctl[1], sysctl[2])
        host.put(at, "sysctl", key.replace("/", "."), value=value)
        return True
    if words[0] == "ifenslave" and len(words) > 2:
        option(host, words[1], "bond-slaves", " ".join(words[2:]), at)
        return True
    return of_ip(host, name, words, at) or of_old(host, name, words, at)


def of_ip(host, name, words, at):
    if words[0] != "ip":
        return False
    words = [w for w in words[1:] if w not in ("-4", "-6")]
    pairs = dict(zip(words, words[1:]))
    if words[:2] in (["route", "add"], ["route", "replace"], ["ro", "add"], ["r", "a"]):
        key = same_values.route(words[2:], name)
        host.put(at, *key)
    elif words[0] in ("addr", "address", "a") and words[1] == "add":
        host.put(at, pairs.get("dev", name), "address", same_values.prefix(words[2]))
    elif words[:2] == ["link", "set"] and ("mtu" in pairs or "address" in pairs):
        device = pairs.get("dev") or words[2]
        for key, what in (("mtu", "mtu"), ("address", "mac")):
            if key in pairs:
                host.put(at, device, what, value=pairs[key].lower())
    elif words[:2] == ["link", "set"] and "ns_ip6_target" in pairs:
        for target in pairs["ns_ip6_target"].split(","):
            host.put(at, name, "ns_ip6_target", target)
    elif words[:2] == ["link", "add"] and pairs.get("type") == "vlan":
        host.put(at, pairs.get("name", name), "vlan", value=(pairs.get("link"), int(pairs["id"])))
    elif words[:2] == ["link", "add"] and pairs.get("type") == "bond":
        host.put(at, name, "bond")
        if "address" in pairs:
            host.put(at, name, "mac", value=pairs["address"].lower())
        if "mode" in pairs:
            host.put(at, name, "bond mode", value=same_values.bond_option("mode", pairs["mode"])[1])
    else:
        return False
    return True


def of_old(host, name, words, at):
    """route, ifconfig, vconfig, brctl"""
    if words[:2] == ["route", "add"] and "gw" in words:
        rest = [w for w in words[2:] if w not in ("-net", "-host")]
        pairs = dict(zip(rest, rest[1:]))
        to = rest[0] + ("/" + same_values.prefix("0.0.0.0", pairs["netmask"]).split("/")[1] if "netmask" in pairs else
                        "/32" if "-host" in words else "")
        host.put(at, *same_values.route([to, "via", pairs["gw"]], pairs.get("dev", name)))
        return True
    if words[0] == "ifconfig" and "mtu" in words:
        host.put(at, words[1], "mtu", value=words[words.index("mtu") + 1])
        return True
    if words[0] == "vconfig" and words[1] == "add":
        host.put(at, f"{words[2]}.{words[3]}", "vlan", value=(words[2], int(words[3])))
        return True
    return False


def at_boot(settings, name):
    """Slaves, ports and what VLANs stand on come up with what they are for, with a stanza of their own or without."""
    return (name, "at boot") in settings or any(
        at_boot(settings, k[0]) for k, (value, _) in settings.items()
        if (k[1] in ("slave", "port") and k[2] == name) or
        (k[1] == "vlan" and k[0] != name and name in (value[0], k[0].rsplit(".", 1)[0])))


def same(key, was, now, old, new):
    """Differences that are none."""
    name, what = key[:2]
    if what == "at boot":
        # what is only mentioned has a stanza then
        return at_boot(old, name) == at_boot(new, name) or (was is None and not any(k[0] == name for k in old))
    if (what, was, now) == ("maxwait", None, "0"):
        # a port that forwards at once is not waited for, ifupdown.sh of bridge-utils
        return new.get((name, "forward_delay"), ("",))[0] == "0" and new.get((name, "stp"), ("no",))[0] == "no"
    if now is None and what == "option bridge-waitport":
        return was == "0"
    return same_values.same(key, was, now, old, new)
