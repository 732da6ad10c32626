"""ifup of a release, from the ifcfg file to the kernel: ifup, ifup-eth, ifup-post and what they call."""
import re

from address import Addresses
from kernel import Refused
from module import load_empty, modprobe

OLD_PARENT = re.compile(r"^(eth|bond)[0-9]+\.[0-9]{1,4}$")


class Stop(Exception):
    """The script exits; what it says is a complaint."""


class Ifup:
    def __init__(self, boot):
        self.boot, self.tree, self.release, self.kernel = boot, boot.tree, boot.release, boot.kernel
        self.addresses = Addresses(self)
        self.loaded_8021q, self.parked = False, 0

    def say(self, text):
        self.boot.say(text)

    def attempt(self, where, call, *args):
        """A command whose failure the script passes over."""
        try:
            return call(*args)
        except Refused as why:
            self.say(f"{where}: {why}")
        except (ValueError, IndexError) as why:
            self.say(f"{where}: {call.__name__}{args}: {why}")
        return None

    def ifup(self, file, boot=False):
        if file not in self.tree.ifcfgs():
            self.say(f"{file}: configuration not found")
            return
        own = self.tree.ifcfg(file)
        if own is None:
            return
        values = self.tree.network() | own
        if boot and values.get("ONBOOT") in ("no", "NO"):
            return
        if not values.get("DEVICE"):
            self.say(f"{file}: no DEVICE")
            return
        try:
            self.device(file, values)
        except (Stop, Refused) as why:
            self.say(f"{file}: {why}")
        except (ValueError, IndexError) as why:
            self.say(f"{file}: {type(why).__name__}: {why}")

    def device(self, file, v):
        device = v["DEVICE"]
        if v.get("VLAN") == "yes":
            self.vlan(device, v)
        kind = {"Ethernet": "eth", "IPSEC": "ipsec", "Modem": "ppp", "ISDN": "ippp"}.get(v.get("TYPE"))
        kind = kind or v.get("DEVICETYPE") or re.sub("[0-9]*$", "", device)
        if self.release.script(kind):
            raise Stop(f"ifup-{kind} takes {device} for its own")
        bridge = v.get("TYPE") == "Bridge"
        self.available(device, v)
        self.hwaddr(file, device, v)
        if bridge:
            self.bridge(file, device, v)
        if device not in self.kernel.links:
            raise Stop(f"Device {device} does not seem to be present, delaying initialization.")
        bond = self.kernel.link(device).kind == "bond"
        if not self.release.has("bridge_after_bond") and v.get("BRIDGE"):
            return self.port(file, device, v)
        slave = v.get("SLAVE") == "yes" and v.get("MASTER")
        if self.release.has("slave_mtu"):  # MACADDR and MTU stand before slaves and bonds
            self.mac_and_mtu(file, device, v)
        if slave:
            return self.slave(file, device, v)
        if bond:
            self.bond(file, device, v)
        if not self.release.has("slave_mtu"):
            self.mac_and_mtu(file, device, v)
        if v.get("BRIDGE"):
            return self.port(file, device, v)
        self.addresses.configure(file, device, v)
        return None

    # ---- is it there? ----

    def available(self, device, v):
        """is_available, which makes bonds."""
        if device in self.kernel.links:
            return
        config = self.boot.modprobe
        alias = config.alias.get(device) or (self.release.has("install_counts") and device in config.install)
        if not self.release.has("bonds_by_sysfs"):
            if alias:
                modprobe(self.kernel, config, device)
        elif alias == "bonding" or (v.get("BONDING_OPTS") and self.release.has("bond_without_alias")):
            if "bonding" not in self.kernel.modules:
                load_empty(self.kernel, config, device)
            self.kernel.add_bond(device)

    def hwaddr(self, file, device, v):
        """The NIC with that address is given the name; later releases only compare."""
        mac, link = v.get("HWADDR", "").lower(), self.kernel.links.get(device)
        if not mac or (link and mac == (link.permanent if link.kind == "nic" else link.mac)):
            return
        if not self.release.has("renames"):
            raise Stop(f"Device {device} has different MAC address than expected, ignoring.")
        self.attempt(file, self.pin, device, mac)

    def pin(self, name, mac):
        """rename_device: who has the name goes to the one that its own file gives it."""
        nic = next((l for l in self.kernel.links.values() if l.kind == "nic" and l.permanent == mac), None)
        other = self.kernel.links.get(name)
        if nic is None or (other and other.kind != "nic"):
            raise Refused(f"HWADDR={mac}: no NIC can be called {name}")
        if nic is other:
            return
        if other:
            self.parked += 1
            self.kernel.rename(name, f"dev{self.parked}")
        self.kernel.rename(nic.name, name)
        wanted = other and self.tree.pinned().get(other.permanent)
        if wanted:
            self.pin(wanted, other.permanent)

    # ---- VLANs ----

    def name_type_at_boot(self, network):
        """RHEL 4 loads 8021q before any interface if sysconfig/network says VLAN=yes."""
        if self.release.branch == "4" and network.get("VLAN") == "yes":
            self.kernel.vlan_names = network.get("VLAN_NAME_TYPE", self.kernel.vlan_names)
            self.loaded_8021q = True

    def name_type(self, v):
        if self.release.has("vlan_type_each"):
            self.kernel.vlan_names = v.get("VLAN_NAME_TYPE", "DEV_PLUS_VID_NO_PAD")
        elif not self.loaded_8021q:
            named = v.get("VLAN_NAME_TYPE")
            if self.release.branch == "4" and named == self.tree.network().get("VLAN_NAME_TYPE"):
                named = None  # sysconfig/network's is for the boot alone
            self.kernel.vlan_names = named or "DEV_PLUS_VID_NO_PAD"
        self.loaded_8021q = True

    def vlan(self, device, v):
        """Parent and ID, from the name or from PHYSDEV and VID."""
        if device in self.kernel.links:
            return
        if v.get("PHYSDEV") and self.release.has("vlan_id") and v.get("VID"):
            parent, vid = v["PHYSDEV"], v["VID"]
        elif re.match(r"^vlan[0-9]{1,4}$", device):
            parent, vid = v.get("PHYSDEV"), device[4:]
            if not parent:
                raise Stop(f"PHYSDEV should be set for device {device}")
        elif "." in device and (OLD_PARENT.match(device) or self.release.has("any_vlan_parent")):
            parent, _, vid = device.rpartition(".")
        else:
            return  # no name of a VLAN here: it is looked for as it is
        if parent not in self.kernel.links:
            raise Stop(f"parent {parent} of {device} is not there")
        self.kernel.up(parent)
        if self.release.has("vlan_by_name"):
            self.kernel.name_vlan(self.kernel.link(parent), int(vid, 10), device)
        else:
            self.name_type(v)
            self.kernel.add_vlan(parent, int(vid, 10))

    # ---- bonds ----

    def bond(self, file, device, v):
        options = v.get("BONDING_OPTS", "").split()
        if self.release.has("bonding_opts") and options:
            self.kernel.down(device)
            for key, value in self.ordered(options):
                self.option(file, device, key, value)
        self.kernel.up(device)
        for slave in self.tree.grep(self.release.master() % re.escape(device)):
            if not self.tree.ignored(slave):
                self.ifup(slave)
        for key, value in self.pairs(options) if self.release.has("primary_late") else []:
            if key == "primary":
                self.attempt(file, self.kernel.bond_write, device, key, value)
        link = self.kernel.link(device)
        if not link.members:
            self.say(f"{file}: {device} has no slave")

    @staticmethod
    def pairs(options):
        """key=${arg%%=*}; value=${arg##*=}"""
        return [(arg.split("=")[0], arg.split("=")[-1]) for arg in options]

    def ordered(self, options):
        pairs = self.pairs(options)
        if self.release.has("mode_first"):
            first = [p for key in ("mode", "miimon") for p in pairs if p[0] == key]
            pairs = first + [p for p in pairs if p not in first]
        return [p for p in pairs if p[0] != "primary" or not self.release.has("primary_late")]

    def option(self, file, device, key, value):
        write = self.kernel.bond_write
        if key != "arp_ip_target" or value.startswith("+") or not self.release.has("target_lists"):
            self.attempt(file, write, device, key, value)
            return
        for target in value.split(","):
            if self.release.has("target_grep"):
                there = self.kernel.link(device).options["arp_ip_target"]
                if any(re.search(target, line) for line in there):
                    self.say(f"{file}: grep finds {target} in {' '.join(there)}: not added")
                    continue
            self.attempt(file, write, device, key, "+" + target)

    def slave(self, file, device, v):
        master = self.kernel.links.get(v["MASTER"])
        if master is None:
            return  # bond1 looking for its slaves finds bond10's too; a write to /sys that nobody hears of
        if self.kernel.link(device).master is master:
            return
        self.kernel.down(device)
        self.kernel.enslave(v["MASTER"], device)
        if v.get("MTU") and not self.release.has("slave_mtu"):
            self.say(f"{file}: MTU of a slave is not read")

    def mac_and_mtu(self, file, device, v):
        if v.get("MACADDR"):
            self.attempt(file, self.kernel.address, device, v["MACADDR"])
        if v.get("MTU"):
            self.attempt(file, self.kernel.mtu, device, v["MTU"])

    # ---- bridges ----

    def bridge(self, file, device, v):
        if device not in self.kernel.links:
            self.kernel.add_bridge(device)
        scale = 100.0 if self.release.has("ip_link") else 1.0
        settings = [("forward_delay", "DELAY"), ("stp_state", "STP")]
        settings += [("priority", "PRIO"), ("ageing_time", "AGEING")] if self.release.has("prio_ageing") else []
        for key, name in settings:
            if not v.get(name):
                continue
            if key == "stp_state":
                value = self.stp(file, v[name])
            else:
                value = int(v[name]) if key == "priority" else int(v[name]) / scale
            if value is not None:
                self.attempt(file, self.kernel.bridge_set, device, key, value)
        options = v.get("BRIDGING_OPTS", "").split() if self.release.has("bridging_opts") else []
        for key, value in self.pairs(options):
            if key not in self.kernel.link(device).bridge:
                self.say(f"{file}: {device}/bridge/{key}: No such file or directory")
                continue
            value = int(value) if key in ("priority", "stp_state") else int(value) / 100.0
            self.attempt(file, self.kernel.bridge_set, device, key, value)

    def stp(self, file, word):
        known = {"on": 1, "yes": 1, "off": 0, "no": 0}
        if self.release.has("ip_link"):
            known |= {"true": 1, "1": 1, "false": 0, "0": 0, "y": 1, "n": 0}
        if word not in known:
            self.say(f"{file}: STP={word}: expect on/off for argument")
        return known.get(word)

    def port(self, file, device, v):
        """The script ends with it: no address, no route, and before 5.4 no bonding either."""
        if v.get("MTU") and not self.release.has("bridge_after_bond"):
            self.say(f"{file}: MTU of a bridge port is not read")
        for key in ("IPADDR", "GATEWAY", "IPV6ADDR"):
            if v.get(key) and key not in self.tree.network():
                self.say(f"{file}: {key} of a bridge port is not read")
        if v["BRIDGE"] not in self.kernel.links:
            self.kernel.add_bridge(v["BRIDGE"])
        self.kernel.link(device).addresses.clear()
        self.kernel.try_up(device)
        self.kernel.add_port(v["BRIDGE"], device)
