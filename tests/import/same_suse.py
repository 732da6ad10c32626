"""ifcfg and route files of SUSE as settings, as ifup of sysconfig and wicked take them. The spellings that mean the same:
- IPADDR with /LENGTH, PREFIXLEN or NETMASK; IPADDR_x as IPADDR;
- STARTMODE auto, onboot, on, boot; hotplug is no boot for what nobody plugs in, but a bond's slaves come up with it;
- BONDING_SLAVE0, _0 and any other end; BONDING_MODULE_OPTS as a set;
- BONDING_SLAVE_0 without BONDING_MASTER, of which IMP004 says that it is read as a bond;
- what comes up at boot brings up what it is built on, in wicked and in ifup;
- BRIDGE_STP on and yes; a route in routes or in ifroute-NAME.
"""
import re

import same_values
from same_shell import Values, numbered

IDLE = {"NAME", "USERCONTROL", "NETWORK", "UNIQUE", "_nm_name", "VLAN", "ETHTOOL_WAIT", "FIREWALL", "DHCLIENT_MODIFY_RESOLV_CONF"}
# what is so anyway
USUAL = {"VLAN_PROTOCOL": "ieee802-1q", "DHCLIENT_SET_DEFAULT_ROUTE": "yes"}
MODEL = re.compile(r"STARTMODE|BOOTPROTO|IPADDR.*|PREFIXLEN.*|NETMASK.*|BROADCAST.*|MTU|LLADDR|ETHERDEVICE|VLAN_ID|BONDING_.*|"
                   r"BRIDGE|BRIDGE_(PORTS|STP|FORWARDDELAY|AGEINGTIME|HELLOTIME|MAXAGE|PRIORITY)")
BRIDGE = {"BRIDGE_FORWARDDELAY": "forward_delay", "BRIDGE_AGEINGTIME": "ageing", "BRIDGE_HELLOTIME": "hello_time",
          "BRIDGE_MAXAGE": "max_age", "BRIDGE_PRIORITY": "priority"}


def settings(files, release):
    out = {}

    def put(at, *key, value=""):
        out[key] = (value, at)
    for name, path in numbered(files, r"ifcfg-(.*)"):
        if name != "lo":
            interface(put, Values(path), name)
    for _ in range(4):  # a VLAN on a bridge over a bond of NICs is the deepest
        for name, what, *below in list(out):
            under = [out[name, "vlan"][0][0]] if what == "vlan" else below if what in ("port", "slave") else []
            if (name, "at boot") in out:
                for other in under:
                    out.setdefault((other, "at boot"), out[name, "at boot"])
    for name, path in numbered(files, r"(routes)") + numbered(files, r"ifroute-(.*)"):
        routes(put, name, path, out)
    for _, path in numbered(files, r"(config)(?:\.fragment)?"):
        v = Values(path)
        for key, what in (("NETCONFIG_DNS_STATIC_SERVERS", "server"), ("NETCONFIG_DNS_STATIC_SEARCHLIST", "search")):
            for word in v.get(key, "").split():
                put(v.at(key), "dns", what, word)
    return out


def interface(put, v, name):
    if v.get("STARTMODE", "manual") in ("auto", "onboot", "on", "boot", "hotplug", "nfsroot", "ifplugd"):
        put(v.at("STARTMODE"), name, "at boot")
    for key in v:
        if not MODEL.fullmatch(key) and key not in IDLE and v[key] and v[key].lower() != USUAL.get(key):
            put(v.at(key), name, key, value=v[key])
    for key, what in (("MTU", "mtu"), ("LLADDR", "mac")):
        if v.get(key):
            put(v.at(key), name, what, value=v[key].lower())
    for word in re.split(r"[+\s]", v.get("BOOTPROTO", "").lower()):
        if word in ("dhcp", "dhcp4"):
            put(v.at("BOOTPROTO"), name, "inet dhcp")
        if word in ("dhcp", "dhcp6"):
            put(v.at("BOOTPROTO"), name, "inet6 dhcp")
    for key in v:
        if key.startswith("IPADDR") and v[key]:
            end = key[6:]
            whole = same_values.prefix(v[key], v.get("PREFIXLEN" + end) or v.get("NETMASK" + end))
            at = v.at(key) + v.at("PREFIXLEN" + end) + v.at("NETMASK" + end)
            put(at, name, "address", whole)
            if v.get("BROADCAST" + end, "") not in ("", "+", same_values.derived("broadcast", whole)):
                put(v.at("BROADCAST" + end), name, "broadcast", v["BROADCAST" + end])
    if v.get("ETHERDEVICE"):
        number = v.get("VLAN_ID") or (re.search(r"(\d+)$", name) or ["", "0"])[1]
        put(v.at("ETHERDEVICE") + v.at("VLAN_ID"), name, "vlan", value=(v["ETHERDEVICE"], int(number)))
    if v.flag("BONDING_MASTER") == "yes" or any(k.startswith("BONDING_SLAVE") for k in v):
        bond(put, v, name)
    if v.flag("BRIDGE") == "yes":
        put(v.at("BRIDGE"), name, "bridge")
        for port in v.get("BRIDGE_PORTS", "").split():
            put(v.at("BRIDGE_PORTS"), name, "port", port)
        if v.get("BRIDGE_STP"):
            put(v.at("BRIDGE_STP"), name, "stp", value=v.flag("BRIDGE_STP"))
        for key, what in BRIDGE.items():
            if v.get(key):
                put(v.at(key), name, what, value=int(v[key]) if v[key].isdigit() else v[key])


def bond(put, v, name):
    put(v.at("BONDING_MASTER"), name, "bond")
    for key in v:
        if key.startswith("BONDING_SLAVE") and v[key]:
            put(v.at(key), name, "slave", v[key])
    for word in v.get("BONDING_MODULE_OPTS", "").split():
        at = v.at("BONDING_MODULE_OPTS", word)
        key, _, value = word.partition("=")
        if key in ("arp_ip_target", "ns_ip6_target"):
            for target in value.split(","):
                put(at, name, key, target.lstrip("+"))
        else:
            key, value = same_values.bond_option(key, value)
            put(at, name, "bond " + key, value=value)


def routes(put, name, path, found):
    """DESTINATION GATEWAY NETMASK INTERFACE OPTIONS, routes(5)"""
    for number, line in enumerate(open(path, errors="replace"), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        to, via, mask, device = (words + ["-"] * 4)[:4]
        rest = [w for w in words[4:] if w not in ("-", "unicast")]
        if device == "-":
            # the kernel finds the one that the router is a neighbour of
            device = name if name != "routes" else next(
                (k[0] for k in found if k[1] == "address" and same_values.inside(via, k[2])), "")
        if mask != "-":
            to = same_values.prefix(to.split("/")[0], mask)
        put([(path, number)], *same_values.route([to] + (["via", via] if via != "-" else []) + rest, device))
