"""What is built in the lab around one host: namespaces and cables, as batches for ip and bridge.

The facts come from expect.c. A stack of switches is one namespace, a plain switch one of its own; switches
that are peers are joined as a tree, since no spanning tree runs here. Behind them the world answers for
routers, ARP targets and neighbours, in their VLANs.
"""
from collections import defaultdict

JUMBO = 9216  # of ports whose MTU is not described: they limit nothing


class Cannot(Exception):
    """The lab has no way to build what is described."""


def payload(address, mtu):
    """Bytes of data that fill an echo request."""
    return int(mtu) - (48 if ":" in address else 28)


class Facts:
    """The lines of expect.c, by object."""

    def __init__(self, text):
        self.settings = []  # (interface, key, [words])
        self.objects = {kind: defaultdict(dict) for kind in ("switch", "nic", "guest")}
        self.world, self.reach = [], []
        for line in text.splitlines():
            kind, name, *rest = line.split()
            if kind == "set":
                self.settings.append((name, rest[0], rest[1:]))
            elif kind == "world":
                self.world.append((int(name), rest[0]))
            elif kind == "reach":
                self.reach.append((name, rest[0], int(rest[1])))
            else:
                self.objects[kind][name][rest[0]] = rest[1:]

    def one(self, kind, name, key, otherwise=None):
        return self.objects[kind].get(name, {}).get(key, [otherwise])[0]


class Plan:
    """The batches for one host: `ip` and `bridge` by namespace, "" being outside of all."""

    def __init__(self, facts):
        self.facts = facts
        self.ip, self.bridge = defaultdict(list), defaultdict(list)
        self.namespaces, self.guests, self.pings = ["h"], [], []
        self.vlans = sorted({vlan for vlan, _ in facts.world} |
                            {int(words[0]) for _, key, words in facts.settings if key == "vlan_id"} |
                            {int(nic["native"][0]) for nic in facts.objects["nic"].values()})
        self.ip[""].append("netns add h")
        self.ip["attach"] = []
        self.boxes()
        self.nics()
        self.peers()
        self.core()
        for name in facts.objects["guest"]:
            self.guest(name)
        self.pings += [("h", address, payload(address, mtu)) for _, address, mtu in facts.reach]
        self.pings = list(dict.fromkeys(self.pings))

    def box(self, switch):
        """The namespace of a switch; one that nobody described is a switch too."""
        return "s-" + self.facts.one("switch", switch, "box", "undescribed") if switch != "-" else "s-undescribed"

    def boxes(self):
        for nic in self.facts.objects["nic"].values():
            if "peer" in nic:
                raise Cannot("a direct cable to " + nic["peer"][0])
        switches = list(self.facts.objects["switch"]) + [n["switch"][0] for n in self.facts.objects["nic"].values()]
        for box in dict.fromkeys(self.box(s) for s in switches):
            self.namespaces.append(box)
            self.ip[""].append(f"netns add {box}")
            self.ip[box] += ["link add br0 type bridge vlan_filtering 1 vlan_default_pvid 0 forward_delay 0",
                             "link set br0 up"]

    def port(self, box, name, tagged, native=None):
        """Makes an interface of a switch one of its ports."""
        self.ip[box] += [f"link set {name} master br0", f"link set {name} up"]
        self.bridge[box] += [f"vlan add dev {name} vid {vlan}" for vlan in tagged if vlan != native]
        if native:
            self.bridge[box].append(f"vlan add dev {name} vid {native} pvid untagged")

    def nics(self):
        """Cables from the host, and the ports' groups: those of one bond on one box."""
        groups = defaultdict(list)
        for index, (name, nic) in enumerate(self.facts.objects["nic"].items()):
            box, mtu = self.box(nic["switch"][0]), self.facts.one("switch", nic["switch"][0], "mtu", JUMBO)
            host = f"unnamed{index} netns h address {nic['mac'][0]}" if "mac" in nic else f"{name} netns h"
            self.ip[""].append(f"link add p{index} netns {box} mtu {mtu} type veth peer name {host}")
            group = nic.get("group", ["none"])[0]
            tagged = [int(v) for v in nic.get("trunk", self.vlans)]  # not described: all that there are
            key = (box, group, nic.get("bond", [name])[0]) if group != "none" else (box, group, name)
            groups[key].append((f"p{index}", mtu, tagged, int(nic["native"][0])))
        for index, ((box, group, bond), ports) in enumerate(groups.items()):
            name, mtu, tagged, native = ports[0]
            if group != "none":
                name = f"lag{index}"
                self.ip[box] += [f"link add {name} mtu {mtu} type bond miimon 100 {self.lag_mode(group, bond)}"]
                self.ip[box] += [f"link set {port} master {name}" for port, *_ in ports]
            self.port(box, name, tagged, native)

    def lag_mode(self, group, bond):
        """How a switch spreads over a group. A host that watches each link of a static group by ARP is told by
        its rules to have the replies spread over all of them."""
        by_arp = any(iface == bond and key == "arp_interval" and words != ["0"] for iface, key, words in self.facts.settings)
        if group == "lacp":
            return "mode 802.3ad lacp_rate fast"
        return "mode balance-rr" if by_arp else "mode balance-xor xmit_hash_policy layer2+3"

    def peers(self):
        """Joins the boxes of peers, and keeps the first of each island for the core."""
        island = {box: box for box in self.namespaces if box.startswith("s-")}
        links = [(name, peer) for name, switch in self.facts.objects["switch"].items() for peer in switch.get("peer", [])]
        for index, (name, peer) in enumerate(links):
            a, b = self.box(name), self.box(peer)
            if island[a] == island[b]:
                continue
            mtu = min(int(self.facts.one("switch", s, "mtu", JUMBO)) for s in (name, peer))
            self.ip[""].append(f"link add l{index} netns {a} mtu {mtu} type veth peer name l{index} netns {b} mtu {mtu}")
            self.port(a, f"l{index}", self.vlans)
            self.port(b, f"l{index}", self.vlans)
            gone = island[b]
            island = {box: island[a] if i == gone else i for box, i in island.items()}
        self.islands = {i: box for box, i in island.items()}  # the last box of each

    def core(self):
        """The world, joined to every island of switches."""
        self.namespaces.append("w")
        self.ip[""].append("netns add w")
        self.ip["w"].append("link add br0 type bridge vlan_filtering 1 vlan_default_pvid 0 forward_delay 0")
        for index, box in enumerate(self.islands.values()):
            self.ip[""].append(f"link add core netns {box} mtu {JUMBO} type veth peer name c{index} netns w mtu {JUMBO}")
            self.port(box, "core", self.vlans)
            self.port("w", f"c{index}", self.vlans)
        self.ip["w"].append(f"link set br0 mtu {JUMBO} up")
        for vlan in self.vlans:
            self.bridge["w"].append(f"vlan add dev br0 vid {vlan} self")
            self.ip["w"] += [f"link add link br0 name v{vlan} type vlan id {vlan}", f"link set v{vlan} up"]
        self.ip["w"] += [f"addr add {address} dev v{vlan}" + (" nodad" if ":" in address else "")
                         for vlan, address in dict.fromkeys(self.facts.world)]

    def guest(self, name):
        one = lambda key, otherwise=None: self.facts.one("guest", name, key, otherwise)
        ns, mtu, veth = "g-" + name, one("mtu"), f"v{len(self.guests)}"
        mac = f"address {one('mac')} " if one("mac") else ""
        self.guests.append(ns)
        self.ip[ns] += [f"link add eth0 {mac}mtu {mtu} type veth peer name {veth} netns h mtu {mtu}", "link set eth0 up"]
        self.ip["attach"] += [f"link set {veth} master {one('bridge')}", f"link set {veth} up"]
        if one("address"):
            address = one("address").split("/")[0]
            self.ip[ns].append(f"addr add {one('address')} dev eth0" + (" nodad" if ":" in address else ""))
            if one("router"):
                self.pings += [(ns, one("router"), payload(address, mtu)), ("w", address, payload(address, mtu))]

    def steady(self):
        """Seconds in which an ARP monitor has found out what it will ever find."""
        of = lambda wanted: {iface: int(words[0]) for iface, key, words in self.facts.settings if key == wanted}
        missed = of("arp_missed_max")
        return max([interval * (missed[iface] + 2) / 1000 for iface, interval in of("arp_interval").items()] + [0])

    def files(self):
        """The scenario's files for the script inside: name -> text."""
        batch = lambda lines: "".join(line + "\n" for line in lines)
        files = {f"{ns or 'boxes'}.ip": batch(lines) for ns, lines in self.ip.items()}
        files |= {f"{ns}.bridge": batch(lines) for ns, lines in self.bridge.items()}
        files["boxes"] = batch(self.namespaces)
        files["guests"] = batch(self.guests)
        files["guests.ip"] = batch(f"netns add {ns}" for ns in self.guests)
        files["steady"] = "%d\n" % self.steady()
        files["remove.ip"] = batch(f"netns del {ns}" for ns in self.namespaces + self.guests)
        files["pings"] = batch(f"{ns} {address} {size}" for ns, address, size in self.pings)
        if any(":" in address for _, address in self.facts.world):
            files["ipv6"] = ""
        return files
