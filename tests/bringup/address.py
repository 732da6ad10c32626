"""Addresses, aliases, routers, routes and name servers: the second half of ifup-eth, ifup-aliases, ifup-ipv6 and
ifup-post.
"""
import ipaddress
import re

from files import SCRIPTS
from kernel import Refused

CLASSES = ((128, 8), (192, 16), (256, 24))


def class_prefix(address):
    """ipcalc --netmask without more."""
    return next(prefix for end, prefix in CLASSES if int(address.split(".")[0]) < end)


class Addresses:
    def __init__(self, ifup):
        self.ifup, self.tree, self.release, self.kernel = ifup, ifup.tree, ifup.release, ifup.kernel
        self.servers, self.search = [], []

    def configure(self, file, device, v):
        link = self.kernel.link(device)
        static = any(v.get(key) for key in ("IPADDR", "IPADDR0"))
        if static or v.get("BOOTPROTO") in ("dhcp", "bootp"):
            self.kernel.up(device)
        else:
            self.kernel.try_up(device)
        if v.get("BOOTPROTO") in ("dhcp", "bootp"):
            if not self.kernel.carrier(link):
                raise Refused(f"Determining IP information for {device}... failed; no link present.")
            link.dhcp = True
        else:
            self.static(file, device, v)
        self.ipv6(file, device, v)
        self.aliases(device, v)
        for route in (f"route-{device}", *(("route6-" + device,) if self.release.has("route6") else ())):
            self.routes(route, device)
        self.resolver(v)

    # ---- IPv4 ----

    def static(self, file, device, v):
        suffixes = [""] + ([str(n) for n in range(256)] if self.release.has("several_addresses") else [])
        first = None
        for n in suffixes:
            address = v.get("IPADDR" + n)
            if not address:
                continue
            netmask, prefix = v.get("NETMASK" + n), v.get("PREFIX" + n)
            mask = class_prefix(address)
            if netmask:
                mask = ipaddress.ip_network(f"0.0.0.0/{netmask}").prefixlen
            if prefix and self.release.has("prefix"):
                mask = int(prefix)
            elif not netmask:
                self.ifup.say(f"{file}: no NETMASK{n}: that of the class is taken for {address}")
            added = ipaddress.ip_interface(f"{address}/{mask}")
            self.ifup.attempt(file, self.kernel.add_address, device, str(added), added.network.broadcast_address)
            first = first or added
        gateway = v.get("GATEWAY")
        if not gateway or v.get("GATEWAYDEV") not in (None, "", device):
            return
        if first and ipaddress.ip_interface(f"{gateway}/{first.network.prefixlen}").network == first.network:
            self.ifup.attempt(file, self.kernel.add_route, "0.0.0.0/0", gateway, device, 0, True)
        elif "GATEWAY" not in self.tree.network():
            self.ifup.say(f"{file}: GATEWAY={gateway} is not on the network of IPADDR: not set")

    def aliases(self, device, v):
        """ifcfg-DEVICE:*, with the netmask of the device where they have none."""
        seen = {v.get("IPADDR")}
        for name in self.tree.ifcfgs():
            if not name.startswith(f"ifcfg-{device}:") or self.tree.ignored(name):
                continue
            own = self.tree.ifcfg(name)
            if own is None or own.get("ONPARENT") in ("no", "NO"):
                continue
            address, alias = own.get("IPADDR"), own.get("DEVICE", "")
            if not address or not re.match(re.escape(device) + ":[A-Za-z0-9_]+$", alias):
                self.ifup.say(f"{name}: didn't specify device or ipaddr")
                return
            if len(alias) > 15:
                self.ifup.say(f"{name}: {alias}: a label has 15 characters at most")
            if address in seen:
                self.ifup.say(f"{name}: already seen ipaddr {address}")
                return
            seen.add(address)
            netmask = own.get("NETMASK") or v.get("NETMASK")
            if netmask is None:
                self.ifup.say(f"{name}: no NETMASK: that of the class is taken for {address}")
                netmask = class_prefix(address)
            added = ipaddress.ip_interface(f"{address}/{netmask}")
            self.ifup.attempt(name, self.kernel.add_address, device, str(added), added.network.broadcast_address)

    # ---- IPv6 ----

    def ipv6(self, file, device, v):
        keys = [k for k in ("IPV6ADDR", "IPV6ADDR_SECONDARIES", "DHCPV6C") if v.get(k)]
        keys += ["IPV6_DEFAULTGW"] if v.get("IPV6_DEFAULTGW") and keys else []
        wanted = v.get("IPV6INIT", "yes" if self.release.has("ipv6_by_default") else "no") == "yes"
        if not self.release.has("ipv6_by_interface") and self.tree.network().get("NETWORKING_IPV6") != "yes":
            wanted = False
        if not wanted:
            if keys:
                self.ifup.say(f"{file}: {', '.join(keys)}: IPv6 is off")
            return
        for address in [v.get("IPV6ADDR")] + v.get("IPV6ADDR_SECONDARIES", "").split():
            if address:
                full = address if "/" in address else address + "/64"
                self.ifup.attempt(file, self.kernel.add_address, device, full)
        self.kernel.link(device).dhcp6 = v.get("DHCPV6C") == "yes"
        gateway, _, through = v.get("IPV6_DEFAULTGW", "").partition("%")
        if gateway and through in ("", device) and self.kernel.reaches(device, ipaddress.ip_address(gateway)):
            self.ifup.attempt(file, self.kernel.add_route, "::/0", gateway, device, 0, True)
        elif gateway and "IPV6_DEFAULTGW" not in self.tree.network():
            self.ifup.say(f"{file}: IPV6_DEFAULTGW={gateway}: Network is unreachable")

    # ---- routes ----

    def routes(self, file, device):
        text = self.tree.text(f"{SCRIPTS}/{file}")
        if text is None:
            return
        if re.search(r"(?m)^[ \t]*ADDRESS[0-9]+=", text):
            self.numbered_routes(file, device, dict(re.findall(r"(?m)^[ \t]*(\w+)=(.*)$", text)))
            return
        for line in text.split("\n"):
            if re.match(r"\s*(#|$)", line):
                continue
            words = line.split()
            options = dict(zip(words[1::2], words[2::2]))
            if len(words) % 2 == 0 or not {"via"} <= set(options) <= {"via", "dev", "metric"}:
                self.ifup.say(f"{file}: ip route add {line}: garbage")
                continue
            to = {"default": "::/0" if file.startswith("route6") else "0.0.0.0/0"}.get(words[0], words[0])
            self.ifup.attempt(file, self.kernel.add_route, to, options["via"], options.get("dev", device),
                              int(options.get("metric", "0")))

    def numbered_routes(self, file, device, v):
        n = 0
        while f"ADDRESS{n}" in v:
            netmask = v.get(f"NETMASK{n}", "255.255.255.255")
            to = f"{v[f'ADDRESS{n}']}/{netmask}"
            self.ifup.attempt(file, self.kernel.add_route, to, v.get(f"GATEWAY{n}", ""), device)
            n += 1

    # ---- name servers ----

    def resolver(self, v):
        """DNS1 and so on, and DOMAIN only beside them."""
        if not v.get("DNS1") or (v.get("PEERDNS") in ("no", "NO") and v.get("RESOLV_MODS") != "yes"):
            return
        last = 4 if self.release.has("dns3") else 3
        self.servers = [v[f"DNS{n}"] for n in range(1, last) if v.get(f"DNS{n}")]
        self.search = v.get("DOMAIN", "").split()
