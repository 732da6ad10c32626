"""The kernel that the scripts of a release talk to: links, and the rules by which it refuses."""
import ipaddress

from release import ARP_VALIDATES, HASH_POLICIES

ZERO = "00:00:00:00:00:00"
MODES = ["balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb"]
WORDS = {
    "mode": MODES,
    "arp_validate": ["none", "active", "backup", "all", "filter", "filter_active", "filter_backup"],
    "arp_all_targets": ["any", "all"],
    "fail_over_mac": ["none", "active", "follow"],
    "xmit_hash_policy": ["layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4", "vlan+srcmac"],
    "lacp_rate": ["slow", "fast"],
    "ad_select": ["stable", "bandwidth", "count"],
    "primary_reselect": ["always", "better", "failure"],
}
SWITCHES = ("use_carrier", "all_slaves_active", "tlb_dynamic_lb")
ONLY = {"primary": (1, 5, 6), "active_slave": (1, 5, 6), "lacp_rate": (4,), "ad_actor_sys_prio": (4,),
        "ad_actor_system": (4,), "ad_user_port_key": (4,), "packets_per_slave": (0,), "tlb_dynamic_lb": (5, 6)}
WHILE_DOWN = ("lacp_rate", "ad_select", "tlb_dynamic_lb", "ad_user_port_key", "xmit_hash_policy")
MAX_TARGETS = 16


class Refused(Exception):
    """What a command would print, or a write to a file in /sys would fail with."""


def defaults():
    return {"mode": "balance-rr", "miimon": "0", "updelay": "0", "downdelay": "0", "use_carrier": "on",
            "arp_interval": "0", "arp_ip_target": [], "arp_validate": "none", "arp_all_targets": "any",
            "fail_over_mac": "none", "xmit_hash_policy": "layer2", "lacp_rate": "slow", "ad_select": "stable",
            "min_links": "0", "num_grat_arp": "1", "num_unsol_na": "1", "resend_igmp": "1",
            "all_slaves_active": "off", "packets_per_slave": "1", "lp_interval": "1", "tlb_dynamic_lb": "on",
            "primary": "", "primary_reselect": "always", "active_slave": ""}


class Link:
    def __init__(self, name, kind, mac=ZERO):
        self.name, self.kind, self.mac, self.permanent = name, kind, mac.lower(), mac.lower()
        self.mtu, self.up, self.master, self.parent, self.vid = 1500, False, None, None, None
        self.addresses, self.dhcp, self.dhcp6 = [], False, False  # addresses: [(interface, broadcast)]
        self.mac_set = self.mtu_set = False
        self.options = defaults() if kind == "bond" else {}
        self.members = []  # slaves or ports, in their order
        self.bridge = {"stp_state": 0, "forward_delay": 15.0, "ageing_time": 300.0, "hello_time": 2.0,
                       "max_age": 20.0, "priority": 32768}


class Kernel:
    def __init__(self, release, nics):
        self.release = release
        self.links = {name: Link(name, "nic", mac) for name, mac in nics.items()}
        self.routes, self.sysctls, self.modules = [], {}, set()  # routes: (to, via, device, metric)
        self.bond_defaults = {}
        self.vlan_names = "DEV_PLUS_VID_NO_PAD"

    def link(self, name):
        if name not in self.links:
            raise Refused(f'Cannot find device "{name}"')
        return self.links[name]

    def new(self, name, kind):
        if len(name) > 15:
            raise Refused(f"{name}: a name has 15 characters at most")
        if name in self.links:
            raise Refused(f"{name}: File exists")
        self.links[name] = Link(name, kind)
        return self.links[name]

    def rename(self, old, name):
        link = self.link(old)
        if link.up:
            raise Refused(f"{old}: cannot be called {name} while it is up")
        self.links = {(name if n == old else n): l for n, l in self.links.items()}
        link.name = name

    def uppers(self, link):
        return [l for l in self.links.values() if l.parent is link]

    # ---- up, down, MTU, address ----

    def up(self, name):
        link = self.link(name)
        if link.kind == "vlan" and not link.parent.up:
            raise Refused(f"{name}: Network is down")
        if not link.up:
            link.up = True
            for vlan in self.uppers(link):
                self.up(vlan.name)

    def try_up(self, name):
        """Where the script does not look at the outcome: a VLAN comes up with its parent."""
        try:
            self.up(name)
        except Refused:
            pass

    def carrier(self, link):
        """Cables are plugged in; a bond or bridge has a link when one of its members has."""
        if link.kind in ("bond", "bridge"):
            return link.up and any(self.carrier(member) for member in link.members)
        return link.up and (link.parent is None or self.carrier(link.parent))

    def down(self, name):
        link = self.link(name)
        link.up = False
        self.routes = [r for r in self.routes if r[2] != name]
        for vlan in self.uppers(link):
            self.down(vlan.name)

    def mtu(self, name, mtu):
        link, mtu = self.link(name), int(mtu)
        if link.kind == "vlan" and mtu > link.parent.mtu:
            raise Refused(f"{name}: mtu {mtu}: more than {link.parent.name} has: Numerical result out of range")
        if link.kind == "bridge" and not self.release.has("bridge_mtu_kept") and mtu > self.least(link):
            raise Refused(f"{name}: mtu {mtu}: more than a port has: Invalid argument")
        link.mtu, link.mtu_set = mtu, True
        if link.kind == "bond":
            for slave in link.members:
                self.mtu(slave.name, mtu)
        for vlan in self.uppers(link):
            vlan.mtu = min(vlan.mtu, mtu)
        if link.master and link.master.kind == "bridge":
            self.bridge_mtu(link.master)

    @staticmethod
    def least(bridge):
        return min([port.mtu for port in bridge.members], default=1500)

    def bridge_mtu(self, bridge):
        if not (bridge.mtu_set and self.release.has("bridge_mtu_kept")):
            bridge.mtu = self.least(bridge)
            for vlan in self.uppers(bridge):
                vlan.mtu = min(vlan.mtu, bridge.mtu)

    def address(self, name, mac):
        link = self.link(name)
        link.mac, link.mac_set = mac.lower(), True
        if link.kind == "bond" and link.options["fail_over_mac"] == "none":
            for slave in link.members:
                slave.mac = link.mac

    # ---- bonds ----

    def add_bond(self, name):
        bond = self.new(name, "bond")
        bond.options.update(self.bond_defaults)
        bond.options["arp_ip_target"] = list(bond.options["arp_ip_target"])
        return bond

    def enslave(self, master, name):
        bond, slave = self.link(master), self.link(name)
        if bond.kind != "bond":
            raise Refused(f"{master} is no bond")
        if slave.master is bond:
            return
        if slave.master:
            raise Refused(f"{name} is {slave.master.name}'s: Device or resource busy")
        if slave.up:
            raise Refused(f"{name}: cannot be enslaved while it is up")
        if not bond.up:
            raise Refused(f"{master} has to be up before {name} can be its slave")
        if self.release.has("enslave_sets_mtu"):
            self.mtu(name, bond.mtu)
        self.up(name)
        if not bond.members and bond.mac == ZERO:
            bond.mac = slave.mac
        if bond.options["fail_over_mac"] == "none":
            slave.mac = bond.mac
        slave.master = bond
        bond.members.append(slave)

    def word(self, key, value):
        """The value as its word; Refused if the kernel does not know it."""
        if key in SWITCHES:
            known = ["off", "on"]
            if value in known and not self.release.has("names_for_switches"):
                raise Refused(f"{key}={value}: only 0 and 1 are known")
        elif key in WORDS:
            known = WORDS[key]
        else:
            if not value.isdigit():
                raise Refused(f"{key}={value}: no number")
            return str(int(value))
        if value.isdigit() and int(value) < len(known):
            return known[int(value)]
        if value not in known:
            raise Refused(f"{key}={value}: Invalid argument")
        return value

    def known(self, key, word):
        """Values that came with later kernels."""
        last = {"arp_validate": ARP_VALIDATES, "xmit_hash_policy": HASH_POLICIES}.get(key)
        if last and WORDS[key].index(word) > last[self.release.branch]:
            raise Refused(f"{key}={word}: Invalid argument")

    def bond_write(self, name, key, value):
        """echo VALUE > /sys/class/net/NAME/bonding/KEY"""
        bond = self.link(name)
        options, mode = bond.options, MODES.index(bond.options["mode"])
        if key not in self.release.options() or key == "max_bonds":
            raise Refused(f"{name}/bonding/{key}: No such file or directory")
        if key in ONLY and mode not in ONLY[key]:
            raise Refused(f"{key}={value} in mode {MODES[mode]}: Permission denied")
        if key in WHILE_DOWN and bond.up:
            raise Refused(f"{key}={value}: {name} is up")
        if key in ("mode", "fail_over_mac") and bond.members:
            raise Refused(f"{key}={value}: {name} has slaves")
        if key == "arp_ip_target":
            self.arp_target(options, value)
        elif key == "primary":
            self.primary(bond, value)
        elif key == "ad_actor_system":
            options[key] = value.lower()
        else:
            word = self.word(key, value)
            self.known(key, word)
            getattr(self, "set_" + key, lambda b, w, k=key: b.options.update({k: w}))(bond, word)

    @staticmethod
    def arp_target(options, value):
        """One address for each write, with + or - before it; what else a value holds is lost or misread."""
        targets = options["arp_ip_target"]
        if not value.startswith("+") or "," in value or value[1:] in targets or len(targets) == MAX_TARGETS:
            raise Refused(f"arp_ip_target={value}: Invalid argument")
        targets.append(str(ipaddress.IPv4Address(value[1:])))

    def primary(self, bond, value):
        if value not in [s.name for s in bond.members] and not self.release.has("primary_recorded"):
            raise Refused(f"primary={value}: no slave of {bond.name} yet")
        bond.options["primary"] = value

    def set_mode(self, bond, word):
        if bond.up:
            raise Refused(f"mode={word}: {bond.name} is up")
        bond.options.update(mode=word, arp_validate="none")
        if MODES.index(word) in (4, 5, 6) and self.release.has("miimon_by_mode"):
            bond.options["arp_interval"] = "0"
            if bond.options["miimon"] == "0":
                bond.options["miimon"] = "100"

    def set_miimon(self, bond, word):
        if word != "0" or self.release.has("one_monitor_write"):
            bond.options.update(arp_interval="0", arp_validate="none")
        bond.options["miimon"] = word

    def set_arp_interval(self, bond, word):
        if MODES.index(bond.options["mode"]) in (4, 5, 6) and self.release.has("arp_refused_in_456"):
            raise Refused(f"arp_interval={word} in mode {bond.options['mode']}: Permission denied")
        if word != "0" or self.release.has("one_monitor_write"):
            bond.options.update(miimon="0", updelay="0", downdelay="0")
        bond.options["arp_interval"] = word

    def set_arp_validate(self, bond, word):
        mode = MODES.index(bond.options["mode"])
        if word != "none" and mode not in ((0, 1, 2, 3) if self.release.has("arp_validate_modes") else (1,)):
            raise Refused(f"arp_validate={word} in mode {MODES[mode]}: Invalid argument")
        bond.options["arp_validate"] = word

    def delay(self, bond, key, word):
        miimon = int(bond.options["miimon"])
        if not miimon:
            raise Refused(f"{key}={word} without miimon: Operation not permitted")
        bond.options[key] = str(int(word) // miimon * miimon)

    def set_updelay(self, bond, word):
        self.delay(bond, "updelay", word)

    def set_downdelay(self, bond, word):
        self.delay(bond, "downdelay", word)

    def set_num_grat_arp(self, bond, word):
        bond.options.update(num_grat_arp=word, num_unsol_na=word)

    set_num_unsol_na = set_num_grat_arp

    # ---- VLANs ----

    def add_vlan(self, parent, vid):
        """vconfig add: the name goes by the name type in force."""
        below, vid = self.link(parent), int(vid)
        name = f"vlan{vid}" if self.vlan_names == "VLAN_PLUS_VID_NO_PAD" else f"{parent}.{vid}"
        self.name_vlan(below, vid, name)

    def name_vlan(self, below, vid, name):
        if not 0 <= vid < 4095:
            raise Refused(f"{name}: VLAN {vid}: Numerical result out of range")
        if any(l.vid == vid for l in self.uppers(below)):
            raise Refused(f"{name}: VLAN {vid} of {below.name}: File exists")
        vlan = self.new(name, "vlan")
        vlan.parent, vlan.vid, vlan.mtu = below, vid, below.mtu
        vlan.mac = vlan.permanent = self.mac_of(below)

    # ---- bridges ----

    def add_bridge(self, name):
        self.modules.add("bridge")
        return self.new(name, "bridge")

    def add_port(self, bridge, name):
        above, port = self.link(bridge), self.link(name)
        if above.kind != "bridge":
            raise Refused(f"{bridge} is no bridge")
        if port.master is above:
            return
        if port.master:
            how = "Device or resource busy" if self.release.has("slave_port_refused") else "both take its frames"
            raise Refused(f"{name} is {port.master.name}'s: {how}")
        if port.kind == "bridge":
            raise Refused(f"{name} is a bridge: Too many levels of symbolic links")
        if port.mac == ZERO:
            raise Refused(f"{name} has no address: Invalid argument")
        port.master = above
        above.members.append(port)
        above.mac_set = above.mac_set and self.release.has("bridge_keeps_mac")
        self.bridge_mtu(above)

    def bridge_set(self, name, key, value):
        """In seconds, as brctl takes them; priority and stp_state as they are."""
        link = self.link(name)
        bridge = link.bridge
        bridge[key] = value
        if self.release.has("delay_range") and bridge["stp_state"] and not 2 <= bridge["forward_delay"] <= 30:
            if key == "forward_delay":
                raise Refused(f"{name}: forward delay {value}: Numerical result out of range")
            bridge["forward_delay"] = min(max(bridge["forward_delay"], 2.0), 30.0)

    @staticmethod
    def mac_of(link):
        """A bridge has that of its least port unless one was set; a bond may follow its active slave."""
        if link.kind == "bond" and link.options["fail_over_mac"] == "active" and link.members:
            active = [s for s in link.members if s.name == link.options["primary"]]
            return (active or link.members)[0].mac
        if link.kind != "bridge" or link.mac_set:
            return link.mac
        return min([port.mac for port in link.members], default=ZERO)

    # ---- addresses and routes ----

    def add_address(self, name, address, broadcast=None):
        link, interface = self.link(name), ipaddress.ip_interface(address)
        if interface in [a for a, _ in link.addresses]:
            raise Refused(f"{name}: {address}: File exists")
        link.addresses.append((interface, broadcast))

    def reaches(self, name, via):
        addresses = [a for a, _ in self.link(name).addresses if a.version == via.version]
        return via.is_link_local or any(via in a.network for a in addresses)

    def add_route(self, to, via, name, metric=0, replace=False):
        link, to = self.link(name), ipaddress.ip_network(to)
        hop = ipaddress.ip_address(via)
        if not link.up:
            raise Refused(f"route {to}: {name}: Network is down")
        if not self.reaches(name, hop):
            raise Refused(f"route {to} via {via} dev {name}: Network is unreachable")
        same = [r for r in self.routes if r[0] == to and r[3] == metric]
        if same and not replace:
            raise Refused(f"route {to} via {via}: File exists")
        self.routes = [r for r in self.routes if r not in same] + [(to, hop, name, metric)]
