"""Brings a rendered tree up as a release would, and compares with what the host says:

	judge.py TREE RELEASE HOST.yaml EXPECT [LOSSES]

EXPECT is the program of the lab that tells from the description what the host has to be; LOSSES a file with what
`bondwright render --allow-loss` had to say. Prints a line for each difference and complaint; 0 if there is none.
"""
import ipaddress
import re
import subprocess
import sys

import yaml

from files import SCRIPTS, read
from kernel import SWITCHES
from network import Boot
from release import Release

# What a simulation has no part in.
LEFT_OUT = {"slaves_up", "ad_num_ports", "vlan_filtering", "ns_ip6_target", "peer_notif_delay",
            "arp_missed_max", "lacp_active", "first_address", "interfaces"}
ORDERED = {"nameserver", "search"}
STRUCTURE = {"name", "id", "parent", "ports", "onboot"}
# Losses of these keys show in others.
ALSO = {"primary": ["active_slave", "mac"], "mac_address": ["mac", "mac_with_guests"],
        "gateway": ["routers"], "gateway6": ["routers"],
        "ageing": ["ageing_time"], "stp": ["stp_state"], "num_grat_arp": ["num_unsol_na"],
        "num_unsol_na": ["num_grat_arp"], "mac": ["permanent_mac"], "slaves": ["mac"],
        "late_parent": ["mtu", "mac", "permanent_mac"]}
INHERITED = {"mtu", "mac_address", "late_parent", "slaves"}  # the first slave's address is the bond's


class Host:
    """The description, what it expects, and what was said to be lost."""

    def __init__(self, path, expect, losses):
        text = read(path)
        self.tree = yaml.safe_load(text)
        self.node = yaml.compose(text)
        places = re.findall(r"(?m)^[^\n]*?:(\d+):(\d+): \w+\[(?:LOSS00[12]|BOND020)\]", losses)
        self.losses = [self.path_at(int(line) - 1, int(column) - 1) for line, column in places]
        done = subprocess.run([expect, path], capture_output=True, text=True, check=True)
        self.by_xend, self.mtu_at_enslave, self.compared, self.passed_over = set(), False, 0, 0
        self.settings = [(words[1], words[2], words[3:]) for words in map(str.split, done.stdout.splitlines())
                         if words[0] == "set"]

    def path_at(self, line, column):
        """The keys and positions that lead to what stands there."""
        path, node = [], self.node

        def holds(n):
            start, end = (n.start_mark.line, n.start_mark.column), (n.end_mark.line, n.end_mark.column)
            return start <= (line, column) < end

        while True:
            if isinstance(node, yaml.MappingNode):
                pairs = [(k.value, v) for k, v in node.value if holds(k) or holds(v)]
            elif isinstance(node, yaml.SequenceNode):
                pairs = [(i, v) for i, v in enumerate(node.value) if holds(v)]
            else:
                return path
            if not pairs:
                return path
            path.append(pairs[0][0])
            node = pairs[0][1]

    def nics(self):
        """The NICs as the kernel finds them: those that can be told apart in the wrong order."""
        nics = self.tree.get("nics") or []
        known = [n for n in nics if n.get("mac")]
        found = {n["name"]: other["mac"] for n, other in zip(known, reversed(known))}
        return found | {n["name"]: f"02:00:00:00:00:{i:02x}" for i, n in enumerate(nics) if not n.get("mac")}

    def name_of(self, kind, index):
        entry = self.tree[kind][index]
        return entry.get("name") or f"{entry['parent']}.{entry['id']}"

    def slaves(self):
        return {slave for bond in self.tree.get("bonds") or [] for slave in bond["slaves"]}

    def uppers(self):
        """{name: those that stand on it}"""
        above = {}
        for name, key, words in self.settings:
            if key == "master" and words:
                above.setdefault(name, set()).add(words[0])
            if key == "parent":
                above.setdefault(words[0], set()).add(name)
        return above

    def excluded(self):
        """{(interface, key)} that the losses name; key "*": all of it."""
        out, above = set(), self.uppers()
        for name in self.by_xend:
            ports = [low for low, uppers in above.items() if name in uppers]
            out |= {(name, "*")} | {(p, k) for p in ports for k in ("master", "addresses", "routers", "routes")}
        for path in self.losses:
            if len(path) < 2 or not isinstance(path[1], int):
                out.add(("-", path[0] if path else "*"))
                if path and path[0] == "dns":
                    out |= {("-", "nameserver"), ("-", "search")}
                continue
            name = self.name_of(path[0], path[1])
            key = path[2] if len(path) > 2 else "*"
            if key == "parent" and self.tree[path[0]][path[1]]["parent"] in self.nics():
                # it is there, and gets its MTU and address later: too late for a bond that sets its slaves' MTU
                key = "*" if self.mtu_at_enslave and name in self.slaves() else "late_parent"
            keys = {"*"} if key in STRUCTURE else {key, *ALSO.get(key, [])}
            todo, done = [name], set()
            if key in STRUCTURE or key == "*":  # what it would have taken in is left over
                out |= {(low, k) for low, uppers in above.items() if name in uppers for k in ("master", "state")}
            while todo:
                one = todo.pop()
                done.add(one)
                out |= {(one, k) for k in keys}
                if key in STRUCTURE or key == "*" or key in INHERITED:
                    todo += [u for u in above.get(one, ()) if u not in done]
        return out

    def lost_item(self, name, key, word):
        """One address or route of a list."""
        for path in self.losses:
            if len(path) > 3 and path[2] == key and self.name_of(path[0], path[1]) == name:
                item = self.tree[path[0]][path[1]][key][path[3]]
                item = item if isinstance(item, str) else f"{item['to']}>{item['via']}#{item.get('metric', 0)}"
                if word == normal(item):
                    return True
        return False


def normal(word):
    """Addresses of either spelling as one."""
    if ">" in word:
        to, _, rest = word.partition(">")
        via, _, metric = rest.partition("#")
        return f"{ipaddress.ip_network(to)}>{ipaddress.ip_address(via)}#{metric}"
    try:
        return str(ipaddress.ip_interface(word) if "/" in word else ipaddress.ip_address(word))
    except ValueError:
        return {"1": "on", "0": "off"}.get(word, word) if not word.isdigit() else word


class Result:
    """What a booted release has, by the keys of the expectation."""

    def __init__(self, boot):
        self.boot, self.kernel = boot, boot.kernel

    def get(self, name, key):
        """The words, or None where there is nothing of the kind."""
        if name == "-":
            return self.host(key)
        link = self.kernel.links.get(name)
        if link is None:
            return None
        if link.kind == "bridge" and key in link.bridge:
            return [f"{link.bridge[key]:g}"]
        if key in link.options:
            return self.option(link, key)
        return getattr(self, "get_" + key)(link)

    def larger_slave(self, name, want):
        """Kernels that do not set a slave's MTU leave it what it was: more than its bond uses hurts nobody."""
        link = self.kernel.links.get(name)
        slave = link and link.master and link.master.kind == "bond"
        return slave and not self.boot.release.has("enslave_sets_mtu") and link.mtu >= int(want[0])

    def host(self, key):
        if key in ("nameserver", "search"):
            return self.boot.ifup.addresses.servers if key == "nameserver" else self.boot.ifup.addresses.search
        if key.startswith("bridge-nf-"):
            value = self.kernel.sysctls.get("net.bridge." + key)
            return None if value is None else [value]
        raise KeyError(key)

    @staticmethod
    def option(link, key):
        value = link.options[key]
        if key == "active_slave" and not value:
            value = link.options["primary"]
            value = value if value in [s.name for s in link.members] else ""
        if isinstance(value, list):
            return value
        return [value] if value else []

    @staticmethod
    def get_kind(link):
        return [link.kind]

    @staticmethod
    def get_state(link):
        return ["up" if link.up else "down"]

    @staticmethod
    def get_mtu(link):
        return [str(link.mtu)]

    @staticmethod
    def get_master(link):
        return [link.master.name] if link.master else []

    def get_mac(self, link):
        return [self.kernel.mac_of(link)]

    def get_mac_with_guests(self, link):
        """Only an address that was set outlives the port of a guest, and not on every release."""
        stays = link.mac_set or not self.boot.release.has("bridge_keeps_mac")
        return [self.kernel.mac_of(link) if stays else "that of the least port"]

    @staticmethod
    def get_permanent_mac(link):
        return [link.permanent]

    @staticmethod
    def get_vlan_id(link):
        return [str(link.vid)]

    @staticmethod
    def get_parent(link):
        return [link.parent.name] if link.parent else []

    @staticmethod
    def get_slaves(link):
        return [l.name for l in link.members]

    get_ports = get_slaves

    def get_addresses(self, link):
        for address, broadcast in link.addresses:
            if broadcast not in (None, address.network.broadcast_address):
                self.boot.say(f"{link.name}: {address} has the broadcast address {broadcast}")
        return [str(address) for address, _ in link.addresses]

    def get_routers(self, link):
        return [str(via) for to, via, name, _ in self.kernel.routes if name == link.name and to.prefixlen == 0]

    def get_routes(self, link):
        return [f"{to}>{via}#{metric}" for to, via, name, metric in self.kernel.routes
                if name == link.name and to.prefixlen]


def differences(host, result):
    """Lines about what is not as the host says."""
    excluded = host.excluded()
    for name, key, words in host.settings:
        if key in LEFT_OUT:
            continue
        if {(name, key), (name, "*")} & excluded:
            host.passed_over += 1
            continue
        host.compared += 1
        want, got = [normal(w) for w in words], result.get(name, key)
        if key == "min_links":
            want = ["0" if w == "1" else w for w in want]  # they mean the same
        if key in SWITCHES:
            want = [{"1": "on", "0": "off"}.get(w, w) for w in want]
        want = [w for w in want if not host.lost_item(name, key, w)]
        if key == "mtu" and result.larger_slave(name, want):
            continue
        if got is None:
            if key == "kind" or name == "-":
                yield f"{name} {key}: want {' '.join(want) or '-'}, there is nothing"
            continue
        got = [normal(w) if key != "min_links" or w != "1" else "0" for w in got]
        if got != want and (key in ORDERED or sorted(got) != sorted(want)):
            yield f"{name} {key}: want {' '.join(want) or '-'}, got {' '.join(got) or '-'}"
    yield from others(host, result, excluded)


def others(host, result, excluded):
    """What the expectation does not tell: DHCP, and the host's name."""
    for kind in ("nics", "vlans", "bonds", "bridges"):
        for index, entry in enumerate(host.tree.get(kind) or []):
            name = host.name_of(kind, index)
            link = result.kernel.links.get(name)
            for key in ("dhcp", "dhcp6"):
                want = bool(entry.get(key)) and entry.get("onboot") is not False
                if link and getattr(link, key) != want and not {(name, key), (name, "*")} & excluded:
                    yield f"{name} {key}: want {want}, got {not want}"
    tree, release = result.boot.tree, result.boot.release
    got = tree.network().get("HOSTNAME")
    if release.has("hostname_file"):
        got = tree.texts.get("etc/hostname", "").strip()
    if got != host.tree["host"] and ("-", "host") not in excluded:
        yield f"- host: want {host.tree['host']}, got {got or '-'}"


def judge(root, release, host):
    """The lines that speak against a tree."""
    boot = Boot(root, Release(release), host.nics())
    boot.run()
    host.mtu_at_enslave = boot.release.has("enslave_sets_mtu")
    if "etc/xen/xend-config.sxp" in boot.tree.texts:  # its bridges come after network start
        host.by_xend = {b["name"] for b in host.tree.get("bridges", [])} - {n[6:] for n in boot.tree.ifcfgs()}
    found = list(differences(host, Result(boot)))
    excluded = host.excluded()
    gone = {name for name, key in excluded if key == "*"}
    with_loss = {"master": ": not read", "dhcp": "no link present.", "mtu": "Numerical result out of range"}
    told = {(name, end) for name, key in excluded for lost, end in with_loss.items() if key == lost}
    return found + [text for text in boot.complaints if about(text) not in gone and
                    not any(about(text) == name and text.endswith(end) for name, end in told)]


def about(complaint):
    """The interface whose file it is about."""
    found = re.match(r"(?:ifcfg|route6?)-([^:]+)", complaint.removeprefix(SCRIPTS + "/"))
    return found.group(1) if found else None


def main(root, release, path, expect, losses=None):
    found = judge(root, release, Host(path, expect, read(losses) if losses else ""))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
