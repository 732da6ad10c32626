"""Spellings of one value."""
import ipaddress
import re


class Unread(Exception):
    """A consumer does not take the file at all: why."""


MODES = ["balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb"]
# numbers of bond_options.c of the kernel
WORDS = {
    "mode": MODES,
    "xmit_hash_policy": ["layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4", "vlan+srcmac"],
    "lacp_rate": ["slow", "fast"],
    "fail_over_mac": ["none", "active", "follow"],
    "arp_validate": ["none", "active", "backup", "all", "filter", "filter_active", "filter_backup"],
    "arp_all_targets": ["any", "all"],
    "primary_reselect": ["always", "better", "failure"],
    "ad_select": ["stable", "bandwidth", "count"],
    "lacp_active": ["off", "on"],
}
FLAGS = {"use_carrier", "all_slaves_active", "tlb_dynamic_lb", "lacp_bypass_allow"}
# module parameter and sysfs file are one number
ALIASES = {"num_grat_arp": "num_peer_notif", "num_unsol_na": "num_peer_notif"}
# what a bond has without being told
DEFAULTS = {"mode": "balance-rr", "miimon": "0", "arp_interval": "0", "updelay": "0", "downdelay": "0", "use_carrier": "1",
            "xmit_hash_policy": "layer2", "lacp_rate": "slow", "fail_over_mac": "none", "arp_validate": "none",
            "primary_reselect": "always", "ad_select": "stable", "num_peer_notif": "1", "min_links": "0", "lacp_bypass_allow": "0"}


def bond_option(name, value):
    """A bond's option as the kernel names it, and its value as a word where it has words."""
    name = name.replace("-", "_")
    value = value.strip()
    words = WORDS.get(name)
    if name in FLAGS:
        value = {"yes": "1", "no": "0"}.get(boolean(value), value)
    if words and value.isdigit() and int(value) < len(words):
        value = words[int(value)]
    elif value.isdigit():
        value = str(int(value))
    return ALIASES.get(name, name), value


def prefix(address, mask=None, six=64):
    """ADDRESS/LENGTH; without a mask the one of its class, as ipcalc and ifupdown take it, for IPv6 `six`."""
    address, _, length = address.partition("/")
    try:
        ip = ipaddress.ip_address(address)
        length = length or mask
        if not length:
            first = int(address.split(".")[0]) if ip.version == 4 else 0
            length = six if ip.version == 6 else 8 if first < 128 else 16 if first < 192 else 24
        if "." in str(length):
            length = ipaddress.ip_network(f"0.0.0.0/{length}").prefixlen
        return f"{ip}/{int(length)}"
    except ValueError:
        return f"{address}/{length or mask}"


def network(text):
    """The destination of a route."""
    if text in ("default", "0/0", "0.0.0.0"):
        return "0.0.0.0/0"
    try:
        return str(ipaddress.ip_network(text, strict=False))
    except ValueError:
        return text


def derived(what, address):
    """The broadcast address or the network that follows from an address with its length."""
    try:
        net = ipaddress.ip_interface(address).network
    except ValueError:
        return None
    if what == "broadcast":
        # ifquery's for a network that has none
        return str(net.broadcast_address) if net.prefixlen < 31 else "255.255.255.255"
    return str(net.network_address)


def boolean(value):
    """is_true() and is_false() of rc.d/init.d/functions; bridge_stp of bridge-utils."""
    if re.fullmatch(r"(?i)yes|true|on|1|y|t", value):
        return "yes"
    if re.fullmatch(r"(?i)no|false|off|0|n|f", value):
        return "no"
    return value


def route(words, device):
    """`ip route` arguments as (device, destination, gateway, the rest): order and `dev` of the own device aside."""
    words = [w for w in words if w not in ("onlink",)]
    if words and words[0] in ("to", "unicast"):
        words = words[1:]
    to, pairs = network(words[0]) if words else "", {}
    for key, value in zip(words[1::2], words[2::2] + [""]):
        pairs[key] = value
    device = pairs.pop("dev", device)
    via = pairs.pop("via", pairs.pop("gw", ""))
    if pairs.get("metric") == "0":
        del pairs["metric"]
    if to == "0.0.0.0/0" and ":" in via:
        to = "::/0"
    if to in ("0.0.0.0/0", "::/0") and not pairs:
        return (device, "gateway", via)
    return (device, "route", (to, via) + tuple(sorted(pairs.items())))


def same(key, was, now, old, new):
    """Differences that are none, of whatever family."""
    name, what = key[:2]
    if what.startswith("bond "):
        # what a bond has without being told may be written or not
        return {was, now} == {None, DEFAULTS.get(what[5:])}
    if was is None and any(k[:2] in ((name, "port"), (name, "bridge")) for k in old):
        # the kernel's defaults, in seconds or hundredths
        if (what, now) in (("stp", "no"), ("forward_delay", "15"), ("forward_delay", 15), ("forward_delay", 1500)):
            return True
    if was is None and what in ("bond", "bridge"):
        # a bond or bridge that only its slaves and ports speak of has files of its own
        return any(k[0] == name and k[1] in ("slave", "port") for k in old)
    if was is None and what == "mac":
        # a bridge with an address and guests keeps that of its uplink
        return (name, "bridge") in new and any(k[1] == "pinned" and v[0] == now for k, v in old.items())
    if was is None and what.startswith("net.bridge.bridge-nf-"):
        # bridge_netfilter: false is all of them; the kernel has 0 for VLANs itself
        return now == "0" and ("sysctl", "net.bridge.bridge-nf-call-iptables") in old
    return was is None and key == ("host", "name")


def inside(router, address):
    """True if the address, with its length, makes a neighbour of the router."""
    try:
        return ipaddress.ip_address(router) in ipaddress.ip_interface(address).network
    except ValueError:
        return False
