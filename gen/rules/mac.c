/* Ethernet addresses that identify NICs, and those that are set: MAC001, MAC003. */
#include "base/hash.h"
#include "rules/rule.h"

static void same_mac_twice(struct run *r, const struct net *net)
{
	struct hash *by_mac = hash_new(r->arena);

	for (size_t k = 0; k < net->ifaces.n; k++) {
		struct iface *nic = net->ifaces.v[k], *first;

		if (nic->kind != NIC || !has(&nic->nic->mac))
			continue;
		first = hash_get(by_mac, nic->nic->mac.s);
		if (!first) {
			hash_put(by_mac, nic->nic->mac.s, nic);
			continue;
		}
		report(r, ERROR, on_field(r, nic, "mac"), "'%s' and '%s' have the same address %s", first->name,
		       nic->name, nic->nic->mac.s);
		note(r, on_field(r, first, "mac"), "'%s' has it here", first->name);
		consequence(r, "the address is what tells them apart: a name goes to the wrong card, or to none");
		help(r,
		     "mac: \"52:54:00:12:34:56\"        each one's own address, as ethtool -P %s shows it;\n"
		     "in ip link a slave shows its bond's",
		     nic->name);
	}
}

const struct rule MAC001 = {
	.about = {
		.id = "MAC001",
		.title = "two NICs with the same MAC address",
		.severity = ERROR,
		.since = "0.1",
		.why = "HWADDR, udev rules and .link files find a NIC by its own address. With the same "
		       "address for two, renaming picks whichever comes first, differently from boot to "
		       "boot, or ifup refuses the card (\"different MAC address than expected\"). The usual "
		       "source is an inventory taken from a running bond: in most modes its slaves show one "
		       "address, the bond's. In balance-tlb and balance-alb cards that really share an "
		       "address collide (alb_handle_addr_collision_on_attach()).\n"
		       "openvz-bonding saw three equal addresses, took the MAC lines out and blamed the "
		       "addresses; the addresses were normal. kvm-nic-bonding says that all slaves have the "
		       "first one's: not in balance-tlb and balance-alb, nor with fail_over_mac. It says to "
		       "write HWADDR always, and for the NICs that is right: the line selects the card and "
		       "sets nothing.",
		.fix = "Each NIC's permanent address, from ethtool -P NIC or from \"Permanent HW addr\" in "
		       "/proc/net/bonding/BOND.",
		.verify = "ethtool -P NIC for each.",
		.sources = REFERENCES(&openvz_bonding, &kvm_bonding, &sysconfig_txt, &initscripts, &bond_alb),
		.bad = "host: vm1.example.com\n"
		       "os: rhel6\n"
		       "nics:\n"
		       "  - {name: eth0, mac: \"00:16:3e:5e:6c:01\"}\n"
		       "  - {name: eth1, mac: \"00:16:3e:5e:6c:01\"}\n",
		.good = "host: vm1.example.com\n"
			"os: rhel6\n"
			"nics:\n"
			"  - {name: eth0, mac: \"00:16:3e:5e:6c:01\"}\n"
			"  - {name: eth1, mac: \"00:16:3e:5e:6c:02\"}\n",
	},
	.on_host = same_mac_twice,
};

/* Whether the driver leaves a slave the address it came with (bond_enslave(), bond_alb_init_slave()). */
static bool slaves_keep_macs(const struct iface *bond)
{
	return bond_in_mode(bond, MODE(BALANCE_TLB) | MODE(BALANCE_ALB)) ||
	       (bond_in_mode(bond, MODE(ACTIVE_BACKUP)) && bond_number(bond, OPT_FAIL_OVER_MAC));
}

/*
 * The other half of the rule, an address that selects (HWADDR) on a bond, VLAN or bridge, cannot be written in
 * the language: only files can break it, and targets/rhel/pitfalls.c finds it there.
 */
static void mac_on_slave(struct run *r, const struct iface *i)
{
	const char *mac = i->common->mac_address.s;
	const struct iface *bond = NULL;

	for (size_t k = 0; k < i->owners.n && !bond; k++)
		bond = i->owners.v[k]->kind == BOND ? i->owners.v[k] : NULL;
	if (!bond || !has(&i->common->mac_address))
		return;
	report(r, ERROR, on_field(r, i, "mac_address"), "'%s' is a slave of bond '%s' and cannot have a mac_address",
	       i->name, bond->name);
	note(r, on_listing(r, bond, i), "'%s' takes it in", bond->name);
	if (slaves_keep_macs(bond))
		consequence(r, "the bond tells its slaves apart by their own addresses: a set one names no card");
	else
		consequence(r, "the bond gives it its own address as soon as it takes it in: the setting is lost");
	if (i->kind == NIC)
		help(r,
		     "mac: \"%s\"        if it is the NIC's own address;\n"
		     "mac_address: \"%s\"        on '%s', if the bond is to have it",
		     mac, mac, bond->name);
	else
		help(r, "mac_address: \"%s\"        on '%s', if the bond is to have it", mac, bond->name);
}

const struct rule MAC003 = {
	.about = {
		.id = "MAC003",
		.title = "MAC address set on a slave",
		.severity = ERROR,
		.since = "0.1",
		.why = "A slave gets the bond's address when it is taken in (bond_enslave()), so one that "
		       "was set before is overwritten; in the modes where slaves keep their own, it would "
		       "hide which card is which. Two keys are easily confused: a NIC's own address selects "
		       "it (mac here, HWADDR in ifcfg files), the other sets one (mac_address, MACADDR). "
		       "sysconfig.txt: both together \"may cause unintended behavior\". The reverse, HWADDR "
		       "on a bond, bridge or VLAN, makes ifup refuse the interface: in existing files that is "
		       "found, too; the language has no such key.\n"
		       "openvz-bonding removed all such lines and kvm-nic-bonding wants them always: right "
		       "is the one that selects on each NIC, and none that sets on a slave.",
		.fix = "mac for the NIC's own address; mac_address on the bond if the bond is to have a "
		       "particular one.",
		.verify = "\"Permanent HW addr\" in /proc/net/bonding/BOND is each NIC's own address; ip "
			  "link show BOND the bond's.",
		.sources = REFERENCES(&openvz_bonding, &kvm_bonding, &sysconfig_txt, &initscripts,
				      &bond_main),
		.bad = "host: vm1.example.com\n"
		       "os: rhel6\n"
		       "nics:\n"
		       "  - {name: eth0, mac_address: \"00:16:3e:5e:6c:01\"}\n"
		       "  - {name: eth1, mac: \"00:16:3e:5e:6c:02\"}\n"
		       "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}]\n",
		.good = "host: vm1.example.com\n"
			"os: rhel6\n"
			"nics:\n"
			"  - {name: eth0, mac: \"00:16:3e:5e:6c:01\"}\n"
			"  - {name: eth1, mac: \"00:16:3e:5e:6c:02\"}\n"
			"bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}]\n",
	},
	.subsumes = IDS("MAC002"), /* the help has it written */
	.on_iface = mac_on_slave,
};
