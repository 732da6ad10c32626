"""The kernel's view of a host, from what the lab printed: (interface, key) -> words, as expect.c names them."""
import json
import re

# What the hooks say when all is well; anything else is an error that they went on after.
IFUP_CHATTER = r"^(exit \d+|Waiting for .*|)$"
# What bonding says of an option it refuses (bond_opt_error_interpret()), and a bridge of its own frames coming back.
COMPLAINT = r"option \w+:|: invalid|not support|own address"
# What brings a host up, in this order; each ends with a line "exit STATUS".
STEPS = ("modules", "sysctl", "ifup", "udev")
PARTS = STEPS + ("settle", "proc", "sysfs", "addr", "route", "route6", "ports", "resolv", "guests", "pings", "bridges",
                 "dmesg")
CENTISECONDS = {"forward_delay", "ageing_time", "hello_time", "max_age"}


def sections(text):
    """Parts of a scenario's output: name -> (words of its heading, body)."""
    found, name = {}, None
    for line in text.splitlines():
        if line.startswith("## "):
            name, *words = line[3:].split()
            found[name] = (words, [])
        elif name:
            found[name][1].append(line)
    return {name: (words, "\n".join(body)) for name, (words, body) in found.items()}


def grepped(text):
    """Lines of grep -H: (path, line)."""
    return [tuple(line.split(":", 1)) for line in text.splitlines() if line.startswith("/") and ":" in line]


def seconds(centiseconds):
    return "%g" % (centiseconds / 100)


class Kernel:
    """What was not seen has no key; `unread` says which parts are not there or not whole: part -> why."""

    def __init__(self, output):
        self.parts = sections(output)
        self.unread = {part: "never" for part in PARTS if part not in self.parts}
        self.seen, self.pings = {}, {}
        self.links()
        self.bonds()
        self.routes()
        self.bridge_ports()
        self.host()
        self.answers()

    def text(self, part):
        return self.parts.get(part, ([], ""))[1]

    def json(self, part):
        """None: unread."""
        if part not in self.parts:
            return None
        try:
            return json.loads(self.text(part))
        except ValueError:
            self.unread[part] = "torn"
            return None

    def put(self, iface, key, *words):
        self.seen[iface, key] = [str(word) for word in words]

    def get(self, iface, key):
        return self.seen.get((iface, key), ["(absent)"])

    def links(self):
        """`ip -d -j addr`, before any guest is there."""
        links, names = self.json("addr"), []
        if links is None:
            return
        for link in links:
            name, info = link["ifname"], link.get("linkinfo", {})
            if name == "lo":
                continue
            names.append(name)
            data, kind = info.get("info_data", {}), info.get("info_kind")
            if kind:
                self.put(name, "kind", {"veth": "nic"}.get(kind, kind))
            self.put(name, "state", "up" if "UP" in link["flags"] else "down")
            self.put(name, "mtu", link["mtu"])
            self.put(name, "mac", link["address"])
            self.put(name, "master", *[link["master"]] if "master" in link else [])
            addresses = [f"{a['local']}/{a['prefixlen']}" for a in link["addr_info"] if a["scope"] == "global"]
            self.put(name, "addresses", *addresses)
            self.put(name, "first_address", *[a for a in addresses if ":" not in a][:1])
            if kind == "vlan":
                self.put(name, "vlan_id", data["id"] if data["protocol"] == "802.1Q" else data["protocol"])
                self.put(name, "parent", link["link"])
            elif kind == "bridge":
                for key, value in data.items():
                    self.put(name, key, seconds(value) if key in CENTISECONDS else value)
            elif kind == "bond" and "arp_missed_max" in data:  # iproute2 that is new enough for the targets
                self.put(name, "ns_ip6_target", *data.get("ns_ip6_target", []))  # not in sysfs; left out if none
        self.put("-", "interfaces", *names)

    def bonds(self):
        for path, line in grepped(self.text("sysfs")):
            if not re.fullmatch(r"/sys/class/net/[^/]+/bonding/\w+", path):
                continue
            name, _, option = path.split("/")[4:]
            words = line.split()
            self.put(name, option, *words if option in ("slaves", "arp_ip_target") else words[:1])
        slaves = {}  # in /proc: the name of a bond -> those of its slaves
        for path, line in grepped(self.text("proc")):
            key, _, value = line.partition(": ")
            name, value = path.split("/")[-1], value.strip()
            if key == "Bonding Mode":
                slaves[name] = []
                self.put(name, "slaves_up")
            elif name not in slaves:
                continue
            elif key == "Slave Interface":
                slaves[name].append(value)
            elif key == "Permanent HW addr" and slaves[name]:
                self.put(slaves[name][-1], "permanent_mac", value)
            elif key == "MII Status" and slaves[name] and value == "up":
                self.seen[name, "slaves_up"].append(slaves[name][-1])
        for name, order in slaves.items():
            self.put(name, "slaves", *order)

    def routes(self):
        parts = {part: self.json(part) for part in ("route", "route6")}
        if None in parts.values():
            return
        for iface in {iface for iface, key in self.seen if key == "mtu"}:
            self.put(iface, "routers")
            self.put(iface, "routes")
        for part, routes in parts.items():
            for route in routes:
                if route.get("protocol") == "kernel" or "gateway" not in route:
                    continue
                if (route["dev"], "routes") not in self.seen:  # `ip addr` is unread
                    continue
                if route["dst"] == "default":
                    self.seen[route["dev"], "routers"].append(route["gateway"])
                else:
                    metric = 0 if part == "route6" and route.get("metric") == 1024 else route.get("metric", 0)
                    self.seen[route["dev"], "routes"].append(f"{route['dst']}>{route['gateway']}#{metric}")

    def bridge_ports(self):
        """`bridge -j -d link`."""
        ports = self.json("ports")
        for iface in [iface for iface, key in self.seen if key == "stp_state" and ports is not None]:
            self.put(iface, "ports")
        for port in ports or ():
            if "master" in port and (port["master"], "ports") in self.seen:
                self.seen[port["master"], "ports"].append(port["ifname"])
        for link in self.json("bridges") or ():
            self.put(link["ifname"], "mac_with_guests", link["address"])

    def host(self):
        for step in STEPS:
            match = re.search(r"^exit (\d+)$", self.text(step), re.M)
            self.put("-", step, match[1] if match else "(never ended)")
        if "ifup" in self.parts:
            self.put("-", "ifup_said", *self.said("ifup", IFUP_CHATTER))
        if "dmesg" in self.parts:
            self.put("-", "kernel_said", *[line for line in self.said("dmesg", r"^$") if re.search(COMPLAINT, line)])
        for path, line in grepped(self.text("sysctl")):
            self.put("-", path.split("/")[-1], line)
        for line in self.text("resolv").splitlines():
            key, *words = line.split() or [""]
            if key == "nameserver":
                self.seen.setdefault(("-", key), []).extend(words)
            elif key == "search":
                self.put("-", key, *words)

    def answers(self):
        """What became of the pings: (namespace, address, size) -> exit status."""
        for line in self.text("pings").splitlines():
            if match := re.fullmatch(r"(\S+) (\S+) (\d+) (\d+)", line):
                self.pings[match[1], match[2], int(match[3])] = match[4]

    def said(self, part, chatter):
        lines = [re.sub(r"^\[ *[0-9.]+\] ", "", line) for line in self.text(part).splitlines()]
        return ["_".join(line.split()) for line in lines if not re.search(chatter, line)]
