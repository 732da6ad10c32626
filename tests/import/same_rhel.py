"""ifcfg and route files of RHEL as settings, as the network scripts of the release take them; ifcfg-keys lists which keys
these use. The spellings that mean the same:
- IPADDR, IPADDR0...: addresses, with PREFIX, NETMASK or the mask of their class; aliases and ranges add to their interface;
- GATEWAY in an ifcfg file, and in sysconfig/network for the interface whose network it is in;
- BONDING_OPTS as a set, numbers and words, `+` of arp_ip_target;
- DELAY, AGEING, PRIO and the same in BRIDGING_OPTS: in seconds, but for network-scripts 10, which give DELAY and AGEING to
  `ip link` as they are, in hundredths (formats.md 11.1); NetworkManager takes seconds everywhere;
- VLANs by name, VID or VLAN_ID; yes and no as is_true() takes them; addresses of NICs in any case;
- PEERDNS=no with DNS1: ifup-post writes nothing.
"""
import ipaddress
import os
import re

import same_values
from same_shell import Values, numbered


HOW = ("text", "bool", "number", "only")


def keys_of(major):
    here = os.path.dirname(os.path.abspath(__file__))
    for line in open(os.path.join(here, "ifcfg-keys")):
        words = line.split() if not line.startswith("#") else []
        if words and words[2] in HOW:
            first, last = words[1].split("-")
            if int(first) <= major <= int(last):
                yield words[0], words[2], words[3] if len(words) > 3 else ""


class Host:
    def __init__(self, release):
        digits = re.findall(r"\d+", release)
        self.major, self.minor = int(digits[0]), int(digits[1]) if len(digits) > 1 else 99
        self.keys = list(keys_of(self.major))
        self.out, self.network, self.files = {}, {}, {}

    def put(self, at, *key, value=""):
        self.out[key] = (value, at)


def settings(files, release):
    host = Host(release)
    for _, path in numbered(files, r"(network)(?:\.fragment)?"):
        host.network = Values(path)
    if host.network and "HOSTNAME" in host.network:
        host.put(host.network.at("HOSTNAME"), "host", "name", value=host.network["HOSTNAME"])
    for name, path in numbered(files, r"ifcfg-(.*)"):
        values = Values(path)
        host.files[name] = values
        values.device = values.get("DEVICE") or name
        if "DEVICE" not in values and values.get("PHYSDEV") and values.get("VLAN_ID"):
            values.device = values["PHYSDEV"] + "." + values["VLAN_ID"]  # NetworkManager's name for it
    masters = {v.get("MASTER") for v in host.files.values()}
    for name, v in host.files.items():
        if v.device.split(":")[0] != "lo":
            if ":" in name or ":" in v.device or re.search(r"-range\d*$", name):
                alias(host, v)
            else:
                interface(host, v, v.device in masters)
    default_gateway(host)
    for name, path in numbered(files, r"route6?-(.*)"):
        routes(host, name, path)
    return host.out


def interface(host, v, is_master):
    name, major = v.device, host.major
    nm = major >= 7 and v.flag("NM_CONTROLLED") != "no"
    slave = v.get("SLAVE") == "yes" and v.get("MASTER")
    # a bond's ifup brings up its slaves whatever they say, and boot passes them over (9.03.24; before, the bond is made then)
    if not slave and not re.fullmatch(r"no|NO" if major < 8 else r"(?i)no|false|off|0|n|f", v.get("ONBOOT", "")):
        host.put(v.at("ONBOOT"), name, "at boot")
    if v.get("MACADDR"):
        host.put(v.at("MACADDR"), name, "mac", value=v["MACADDR"].lower())
    if v.get("HWADDR"):
        host.put(v.at("HWADDR"), name, "pinned", value=v["HWADDR"].lower())
    if v.get("MTU") and (not slave or major >= 6):
        host.put(v.at("MTU"), name, "mtu", value=v["MTU"])
    for key, how, default in host.keys:
        value = v.flag(key) if how == "bool" else v.get(key, "")
        if value and (value == default if how == "only" else value != default):
            host.put(v.at(key), name, key, value=value)
    vlan(host, v, name, nm)
    if slave:
        host.put(v.at("MASTER"), v["MASTER"], "slave", name)
        return
    if is_master or v.get("BONDING_OPTS") or re.fullmatch(r"bond\d+", name):
        bond(host, v, name)
    if v.get("BRIDGE"):
        host.put(v.at("BRIDGE"), v["BRIDGE"], "port", name)
        return  # ifup-eth ends here
    if v.get("TYPE") == "Bridge" or (nm and v.get("TYPE", "").lower() == "bridge"):
        bridge(host, v, name, nm)
    if v.get("BOOTPROTO", "").lower() in ("dhcp", "bootp"):
        host.put(v.at("BOOTPROTO"), name, "inet dhcp")
    else:
        addresses(host, v, name)
        # a router that is no neighbour is passed over (ipcalc --network, IP004)
        near = any(same_values.inside(v.get("GATEWAY"), k[2]) for k in host.out if k[:2] == (name, "address"))
        if near and v.flag("DEFROUTE") != "no" and host.network.get("GATEWAYDEV", name) in ("", name):
            host.put(v.at("GATEWAY"), name, "gateway", v["GATEWAY"])
    ipv6(host, v, name)
    if v.flag("PEERDNS") != "no" or v.flag("RESOLV_MODS") == "yes":
        for key in ("DNS1", "DNS2", "DNS3"):
            if v.get(key):
                host.put(v.at(key), "dns", "server", v[key])
        for word in v.get("DOMAIN", "").split():
            host.put(v.at("DOMAIN"), "dns", "search", word)


def vlan(host, v, name, nm):
    if v.flag("VLAN") != "yes" and v.get("TYPE", "").lower() != "vlan":
        return
    number = v.get("VID") or v.get("VLAN_ID") or (re.search(r"(?:\.|^vlan)(\d+)$", name) or ["", ""])[1]
    by_name = re.search(r"\.\d+$", name) and not v.get("VID") and not (nm and v.get("PHYSDEV"))
    parent = name.rsplit(".", 1)[0] if by_name else v.get("PHYSDEV")
    if number:
        host.put(v.at("VLAN") + v.at("VID") + v.at("PHYSDEV"), name, "vlan", value=(parent, int(number)))


def bond(host, v, name):
    host.put(v.at("BONDING_OPTS"), name, "bond")
    for word in v.get("BONDING_OPTS", "").split():
        at = v.at("BONDING_OPTS", word)
        key, value = word.split("=", 1)[0], word.rsplit("=", 1)[-1]
        if key in ("arp_ip_target", "ns_ip6_target"):
            for target in value.split(","):
                host.put(at, name, key, target.lstrip("+"))
        else:
            key, value = same_values.bond_option(key, value)
            host.put(at, name, "bond " + key, value=value)


def bridge(host, v, name, nm):
    host.put(v.at("TYPE"), name, "bridge")
    if v.get("STP"):
        host.put(v.at("STP"), name, "stp", value=v.flag("STP"))
    scale = 1 if host.major >= 8 and not nm else 100
    for key, what in (("DELAY", "forward_delay"), ("AGEING", "ageing")):
        if v.get(key):
            host.put(v.at(key), name, what, value=hundredths(v[key], scale))
    if v.get("PRIO"):
        host.put(v.at("PRIO"), name, "priority", value=v["PRIO"])
    for word in v.get("BRIDGING_OPTS", "").split():
        key, _, value = word.partition("=")
        key = {"ageing_time": "ageing"}.get(key, key)
        if key in ("forward_delay", "ageing", "hello_time", "max_age"):
            value = hundredths(value, 100 if nm else 1)
        host.put(v.at("BRIDGING_OPTS", word), name, key, value=value)


def hundredths(text, scale):
    try:
        return round(float(text) * scale)
    except ValueError:
        return text


# ---- addresses ----

def mask_of(v, n, parent=None):
    for values in (v, parent or {}):
        for key in ("PREFIX", "NETMASK"):
            if values.get(key + n if values is v else key):
                return values[key + n if values is v else key]
    return None


def addresses(host, v, name):
    several = host.major > 6 or (host.major == 6 and host.minor >= 2)
    found = []
    for n in [""] + [str(i) for i in range(256)] if several else [""]:
        address = v.get("IPADDR" + n)
        if not address:
            if n and int(n) >= 2:
                break
            continue
        whole = same_values.prefix(address, mask_of(v, n))
        found.append(whole)
        host.put(v.at("IPADDR" + n) + v.at("PREFIX" + n) + v.at("NETMASK" + n), name, "address", whole)
        if v.get("BROADCAST" + n, "") not in ("", same_values.derived("broadcast", whole)):
            host.put(v.at("BROADCAST" + n), name, "broadcast", v["BROADCAST" + n])
    if found and v.get("NETWORK", "") not in ("", same_values.derived("network", found[0])):
        host.put(v.at("NETWORK"), name, "network", v["NETWORK"])


def alias(host, v):
    """ifup-aliases"""
    name = re.split(r":|-range", v.device)[0] if ":" in v.device or "-range" in v.device else \
        re.split(r":|-range", os.path.basename(v.path)[6:])[0]
    parent = host.files.get(name, {})
    if v.get("ONPARENT") in ("no", "NO"):
        return
    texts = [v.get("IPADDR")]
    if v.get("IPADDR_START") and v.get("IPADDR_END"):
        first, last = (ipaddress.ip_address(v[k]) for k in ("IPADDR_START", "IPADDR_END"))
        texts = [str(ipaddress.ip_address(i)) for i in range(int(first), int(last) + 1)]
    for text in texts:
        if text:
            host.put(v.at("IPADDR") + v.at("IPADDR_START") + v.at("NETMASK") + v.at("PREFIX"), name, "address",
                     same_values.prefix(text, mask_of(v, "", parent)))
    if v.get("GATEWAY") and v.get("NO_ALIASROUTING") != "yes":
        host.put(v.at("GATEWAY"), name, "gateway", v["GATEWAY"])


def ipv6(host, v, name):
    if host.major < 6:
        on = "yes" in (v.flag("NETWORKING_IPV6"), host.network.get("NETWORKING_IPV6")) and v.flag("IPV6INIT") == "yes"
    else:
        on = v.flag("IPV6INIT", "no" if host.major == 6 else "yes") != "no"
    if not on:
        return
    for key in ("IPV6ADDR", "IPV6ADDR_SECONDARIES"):
        for text in v.get(key, "").split():
            host.put(v.at(key), name, "address", same_values.prefix(text))
    if v.get("IPV6_DEFAULTGW"):
        address, _, device = v["IPV6_DEFAULTGW"].partition("%")
        host.put(v.at("IPV6_DEFAULTGW"), device or name, "gateway", address)
    if v.flag("DHCPV6C") == "yes":
        host.put(v.at("DHCPV6C"), name, "inet6 dhcp")
    if v.flag("IPV6_AUTOCONF") == "no":
        # else ifup-ipv6 leaves or sets the kernel's defaults, which take what routers say
        host.put(v.at("IPV6_AUTOCONF"), name, "inet6 auto", value="no")
    elif v.get("IPV6ADDR") or v.get("IPV6ADDR_SECONDARIES"):
        host.put(v.at("IPV6ADDR") + v.at("IPV6ADDR_SECONDARIES"), name, "inet6 auto", value="yes")


def default_gateway(host):
    """GATEWAY of sysconfig/network: of the interface whose network it is in, or of GATEWAYDEV."""
    text = host.network.get("GATEWAY") if host.network else None
    if not text:
        return
    for name, what, *element in list(host.out):
        if what == "address" and (host.network.get("GATEWAYDEV") or name) == name and ":" not in element[0]:
            if same_values.inside(text, element[0]) and not any(k[:2] == (name, "gateway") for k in host.out):
                host.put(host.network.at("GATEWAY"), name, "gateway", text)


# ---- routes ----

def routes(host, name, path):
    text = open(path, errors="replace").read()
    if re.search(r"(?m)^[ \t]*ADDRESS[0-9]+=", text):
        v = Values(path)
        for n in range(1000):
            to = v.get(f"ADDRESS{n}")
            if not to:
                break
            mask = v.get(f"NETMASK{n}") or "255.255.255.255"
            words = [same_values.prefix(to, mask)] + (["via", v[f"GATEWAY{n}"]] if v.get(f"GATEWAY{n}") else [])
            host.put(v.at(f"ADDRESS{n}") + v.at(f"GATEWAY{n}"), *same_values.route(words, name))
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            host.put([(path, number)], *same_values.route(line.split(), name))
