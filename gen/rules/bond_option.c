/* Options of a bond that are wrong whatever it is cabled to: BOND001, BOND002, BOND014, BOND019, BOND024. */
#include <string.h>

#include "base/word.h"
#include "model/convert.h"
#include "rules/example.h"
#include "rules/rule.h"

const struct rule BOND001 = {
	.about = {
		.id = "BOND001",
		.title = "unknown bonding mode",
		.severity = ERROR,
		.since = "0.1",
		.why = "The driver knows seven modes, 0 to 6, by number and by name (bond_mode_tbl). As a "
		       "module option anything else keeps the module from loading, and there is no bond at "
		       "all; through sysfs the write is refused with EINVAL, and the bond stays in the mode "
		       "it began with: balance-rr, the one that asks most of the switches. Scripts go on "
		       "after the refusal, so the host comes up in a mode that nobody chose. Documents "
		       "misspell it too: the Red Hat solution on failover calls LACP \"803.2ad\".",
		.fix = "The name of a mode: balance-rr, active-backup, balance-xor, broadcast, 802.3ad, "
		       "balance-tlb or balance-alb.",
		.verify = "cat /sys/class/net/BOND/bonding/mode: the mode in force, by name and number.",
		.sources = REFERENCES(&redhat_ab_failover, &bonding_rst, &bond_main, &bond_options),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - {name: bond0, mode: 803.2ad, miimon: 100, slaves: [eth0, eth1]}\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - {name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]}\n",
	},
};

static void two_modes(struct run *r, const struct iface *bond)
{
	const struct value *mode = &bond->option[OPT_MODE];
	int by_name, by_number;

	if (!mode_parse(mode->written, &by_name, &by_number) || by_name < 0 || by_number < 0 ||
	    by_name == by_number)
		return;
	report(r, ERROR, on_option(r, bond, OPT_MODE), "mode '%s' of bond '%s' names two: %s is %d, %d is %s",
	       mode->written, bond->name, mode_name(by_name), by_name, by_number, mode_name(by_number));
	consequence(r,
		    "one of them is meant, the other may be deployed;\n"
		    "the files and all other rules go by the name, %s",
		    mode_name(by_name));
	help(r, "mode: %s        if the name is meant\nmode: %s        if the number is", mode_name(by_name),
	     mode_name(by_number));
}

const struct rule BOND002 = {
	.about = {
		.id = "BOND002",
		.title = "name and number of the bonding mode differ",
		.severity = ERROR,
		.since = "0.1",
		.why = "People write a mode with its name and its number. Where the two differ, one model "
		       "of redundancy is meant and another is deployed. openvz-bonding has \"mode 1 bonding "
		       "(balance-rr)\": the faults that it describes are those of balance-rr, which is 0; "
		       "active-backup, which is 1, was watched in the same place and does not have them. A "
		       "number alone or a name alone is never an error. The other rules, and the files, go "
		       "by the name: names are remembered better than numbers.",
		.fix = "Keep the name of the mode that is meant and leave the number out; the files get "
		       "what they need.",
		.verify = "cat /sys/class/net/BOND/bonding/mode: the mode in force, by name and number.",
		.sources = REFERENCES(&openvz_bonding, &kvm_bonding, &bond_options, &measured),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - {name: bond0, mode: \"1 (balance-rr)\", miimon: 100, slaves: [eth0, eth1]}\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - {name: bond0, mode: \"1 (active-backup)\", miimon: 100, slaves: [eth0, eth1]}\n",
	},
	.subsumes = IDS("BOND026"), /* which mode it is nobody knows yet */
	.on_bond = two_modes,
};

/* The slave that was meant by `name`: the one on that NIC, else the one spelt most like it; NULL: none. */
static const char *slave_meant(const struct iface *bond, const char *name)
{
	struct nearest near = {0};

	for (size_t i = 0; i < bond->lower.n; i++) {
		const struct iface *nic = iface_nic(bond->lower.v[i]);

		if (nic && !strcmp(nic->name, name))
			return bond->lower.v[i]->name;
		nearest_offer(&near, name, bond->lower.v[i]->name);
	}
	return near.word;
}

static void primary_is_no_slave(struct run *r, const struct iface *bond)
{
	const struct value *primary = &bond->option[OPT_PRIMARY];
	const char *meant;

	if (!has(primary))
		return;
	for (size_t i = 0; i < bond->lower.n; i++)
		if (!strcmp(bond->lower.v[i]->name, primary->s))
			return;
	meant = slave_meant(bond, primary->s);
	report(r, ERROR, on_option(r, bond, OPT_PRIMARY),
	       "'%s', the primary of bond '%s', is not one of its slaves", primary->s, bond->name);
	note(r, on_field(r, bond, "slaves"), "its slaves");
	consequence(r, "the driver waits for a slave of that name: until then '%s' has no primary",
		    bond->name);
	/* each return to a primary cuts guests off once more */
	if (!bond->lower.n || iface_guest_bridge(bond, NULL))
		help(r, "leave 'primary' out");
	else
		help(r, "primary: %s", meant ? meant : bond->lower.v[0]->name);
}

const struct rule BOND014 = {
	.about = {
		.id = "BOND014",
		.title = "the primary is not a slave of its bond",
		.severity = ERROR,
		.since = "0.1",
		.why = "The driver records a name that is not (yet) one of the bond's slaves and applies it "
		       "should a slave of that name ever come (bond_option_primary_set()). So nothing "
		       "fails, and the traffic simply runs over the first slave instead of the one that was "
		       "chosen for it. The usual causes are a NIC named where its VLAN subinterface is the "
		       "slave, and a name left over from other hardware.",
		.fix = "Name one of the slaves, spelt as in the bond's list: for a bond of VLAN "
		       "subinterfaces eth0.253, not eth0. Where the bond carries guests, leave it out: each "
		       "return to a primary cuts them off once more.",
		.verify = "cat /sys/class/net/BOND/bonding/primary and .../slaves: the first must be among "
			  "the second.",
		.sources = REFERENCES(&vlan_bonding, &bonding_rst, &bond_options),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: active-backup\n"
		       "    miimon: 100\n"
		       "    slaves: [eth0, eth1]\n"
		       "    primary: eth2\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    miimon: 100\n"
			"    slaves: [eth0, eth1]\n"
			"    primary: eth1\n",
	},
	.on_bond = primary_is_no_slave,
};

const struct rule BOND019 = {
	.about = {
		.id = "BOND019",
		.title = "a bonding option has a value that the driver does not take",
		.severity = ERROR,
		.since = "0.1",
		.why = "Each option has its range or its list of words (bond_options.c). What lies outside "
		       "is refused with EINVAL through sysfs; as a module option it is replaced by the "
		       "default, with a line in the log that nobody reads, or it keeps the module from "
		       "loading. Scripts go on in either case, so the bond runs with another value than the "
		       "one that was written.",
		.fix = "A value of the range, or one of the words, that the message names.",
		.verify = "cat /sys/class/net/BOND/bonding/OPTION: the value in force.",
		.sources = REFERENCES(&bonding_rst, &bond_main, &bond_options),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: active-backup\n"
		       "    miimon: 100\n"
		       "    slaves: [eth0, eth1]\n"
		       "    num_grat_arp: 256\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    miimon: 100\n"
			"    slaves: [eth0, eth1]\n"
			"    num_grat_arp: 255\n",
	},
};

/* True if `bond` can be the port of a bridge as it stands, so that advising it breaks no other rule. */
static bool fit_as_port(struct run *r, const struct iface *bond)
{
	long mode = bond_number(bond, OPT_MODE);

	return (mode == ACTIVE_BACKUP || mode == LACP) && r->os->scripts.bond_port_works && !bond->owners.n &&
	       !iface_has_address(bond) && !bond_number(bond, OPT_ARP_INTERVAL);
}

static void two_owners(struct run *r, const struct iface *i)
{
	const struct iface *first, *second;
	bool into_bond_and_bridge;

	if (i->owners.n < 2)
		return;
	first = i->owners.v[0];
	second = i->owners.v[1];
	into_bond_and_bridge = first->kind == BOND && second->kind == BRIDGE;
	report(r, ERROR, (struct subject){i->name, on_listing(r, second, i).path},
	       "'%s' is in '%s' and in '%s'", i->name, first->name, second->name);
	note(r, on_listing(r, first, i), "'%s' takes it first", first->name);
	for (size_t k = 2; k < i->owners.n; k++)
		note(r, on_listing(r, i->owners.v[k], i), "and '%s' lists it too", i->owners.v[k]->name);
	if (into_bond_and_bridge && !r->os->kernel.slave_port_refused)
		consequence(r, "this kernel takes it into both without a word: what comes in goes to the\n"
			       "bond alone, and the bridge sends through it past the bond");
	else
		consequence(r, "the kernel refuses the second (EBUSY): '%s' comes up without it",
			    second->name);
	if (into_bond_and_bridge && second->lower.n == 1 && fit_as_port(r, first))
		help(r, "ports: [%s]        the bridge takes in the bond, not its slave", first->name);
	else
		help(r, "one owner for '%s': take it out of '%s' or of '%s'", i->name, second->name,
		     first->name);
}

const struct rule BOND024 = {
	.about = {
		.id = "BOND024",
		.title = "an interface belongs to two bonds or bridges",
		.severity = ERROR,
		.since = "0.1",
		.why = "An interface has one master. A second bond is refused with EBUSY, so is a second "
		       "bridge (bond_enslave(), br_add_if()); the script that asked for it goes on, and the "
		       "bond or bridge comes up short of a link, or with none. A slave of a bond as port of "
		       "a bridge is refused likewise by later kernels and RHEL 6's; up to 2.6.32 it is "
		       "accepted silently, which is worse: frames that come in on the slave go to the bond "
		       "before any bridge sees them (netif_receive_skb()), while the bridge sends through "
		       "that one slave, past the bond. kvm-nic-bonding says to \"assign the bridge to the "
		       "bond\": it is the bond that becomes a port of the bridge.",
		.fix = "Give the interface one owner. Where a bond and a bridge both list it, the bond is "
		       "usually meant to be the bridge's port: the bridge lists the bond, and the bond "
		       "lists the NICs.",
		.verify = "ip link show IFACE: \"master\" names its one owner. Where ip knows no master: "
			  "brctl show, and /sys/class/net/BOND/bonding/slaves.",
		.sources = REFERENCES(&kvm_bonding, &bond_main, &bridge_source, &netdev_source),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}\n"
		       "bridges:\n"
		       "  - {name: br0, ports: [eth0]}\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}\n"
			"bridges:\n"
			"  - {name: br0, ports: [bond0]}\n",
	},
	.on_iface = two_owners,
};
