"""The kernel's view of a host, from what the lab printed: (interface, key) -> words, as expect.c names them."""
import json
import re

# What the hooks say when all is well; anything else is an error that they went on after.
IFUP_CHATTER = r"^(exit \d+|Waiting for .*|)$"
# What bonding says of an option it refuses (bond_opt_error_interpret()), and a bridge of its own frames coming back.
COMPLAINT = r"option \w+:|: invalid|not support|own address"
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
    return [tuple(line.split(":", 1)) for line in text.splitlines() if line.startswith("/")]


def seconds(centiseconds):
    return "%g" % (centiseconds / 100)


class Kernel:
    def __init__(self, output):
        self.parts = sections(output)
        self.seen = {}
        self.links()
        self.bonds()
        self.routes()
        self.bridge_ports()
        self.host()

    def text(self, part):
        return self.parts.get(part, ([], ""))[1]

    def json(self, part):
        return json.loads(self.text(part).strip() or "[]")

    def put(self, iface, key, *words):
        self.seen[iface, key] = [str(word) for word in words]

    def get(self, iface, key):
        return self.seen.get((iface, key), ["(absent)"])

    def links(self):
        """`ip -d -j addr`, before any guest is there."""
        names = []
        for link in self.json("addr"):
            name, info = link["ifname"], link.get("linkinfo", {})
            if name == "lo":
                continue
            names.append(name)
            data, slave = info.get("info_data", {}), info.get("info_slave_data", {})
            kind = info.get("info_kind")
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
            elif kind == "bond":
                self.netlink_only(name, data)
            if "state" in slave:
                self.put(name, "port_state", slave["state"])
        self.put("-", "interfaces", *names)

    def netlink_only(self, name, data):
        """Options that sysfs does not show."""
        self.put(name, "lacp_active", data.get("ad_lacp_active", "on"))
        self.put(name, "arp_missed_max", data.get("arp_missed_max", 2))
        self.put(name, "ns_ip6_target", *data.get("ns_ip6_target", []))

    def bonds(self):
        for path, line in grepped(self.text("sysfs")):
            _, _, _, _, name, _, option = path.split("/")
            words = line.split()
            self.put(name, option, *words if option in ("slaves", "arp_ip_target") else words[:1])
        for name in {iface for iface, key in self.seen if key == "kind" and self.seen[iface, key] == ["bond"]}:
            for key in ("primary", "arp_ip_target", "slaves", "active_slave"):
                self.seen.setdefault((name, key), [])
        slaves = {}
        for path, line in grepped(self.text("proc")):
            key, _, value = line.partition(": ")
            name, value = path.split("/")[-1], value.strip()
            if key == "Slave Interface":
                slaves.setdefault(name, []).append(value)
                slave = value
            elif key == "Permanent HW addr":
                self.put(slave, "permanent_mac", value)
            elif key == "MII Status" and name in slaves and value == "up":
                self.seen.setdefault((name, "slaves_up"), []).append(slave)
        for name, order in slaves.items():
            self.put(name, "slaves", *order)

    def routes(self):
        for iface in {iface for iface, key in self.seen if key == "kind"}:
            self.put(iface, "routers")
            self.put(iface, "routes")
        for part in ("route", "route6"):
            for route in self.json(part):
                if route.get("protocol") == "kernel" or "gateway" not in route:
                    continue
                if route["dst"] == "default":
                    self.seen[route["dev"], "routers"].append(route["gateway"])
                else:
                    metric = 0 if part == "route6" and route.get("metric") == 1024 else route.get("metric", 0)
                    self.seen[route["dev"], "routes"].append(f"{route['dst']}>{route['gateway']}#{metric}")

    def bridge_ports(self):
        """`bridge -j -d link`."""
        for iface in [iface for iface, key in self.seen if key == "stp_state"]:
            self.put(iface, "ports")
        for port in self.json("ports"):
            if "master" in port and (port["master"], "ports") in self.seen:
                self.seen[port["master"], "ports"].append(port["ifname"])
        for link in self.json("bridges"):
            self.put(link["ifname"], "mac_with_guests", link["address"])

    def host(self):
        for part in ("modules", "sysctl", "ifup", "udev"):
            match = re.search(r"^exit (\d+)$", self.text(part), re.M)
            self.put("-", part, match[1] if match else "(never ended)")
        self.put("-", "ifup_said", *self.said("ifup", IFUP_CHATTER))
        self.put("-", "kernel_said", *[line for line in self.said("dmesg", r"^$") if re.search(COMPLAINT, line)])
        for path, line in grepped(self.text("sysctl")):
            self.put("-", path.split("/")[-1], line)
        for line in self.text("resolv").splitlines():
            key, *words = line.split() or [""]
            if key == "nameserver":
                self.seen.setdefault(("-", key), []).extend(words)
            elif key == "search":
                self.put("-", key, *words)

    def said(self, part, chatter):
        lines = [re.sub(r"^\[ *[0-9.]+\] ", "", line) for line in self.text(part).splitlines()]
        return ["_".join(line.split()) for line in lines if not re.search(chatter, line)]
