/*
 * The resolved host: its interfaces as a graph, with everything chosen that the description left
 * open. Rules judge it and targets render it; both take it as const.
 */
#ifndef MODEL_NET_H
#define MODEL_NET_H

#include "diag/finding.h"
#include "model/host.h"

enum iface_kind { NIC, VLAN, BOND, BRIDGE };

struct ifaces {
	struct iface **v;
	size_t n;
};

struct iface {
	enum iface_kind kind;
	const char *name;
	const char *path; /* "bonds[0]": for findings */
	const struct common *common;
	union { /* by kind */
		const struct nic *nic;
		const struct vlan *vlan;
		const struct bond *bond;
		const struct bridge *bridge;
	};
	struct ifaces lower;  /* slaves of a bond, parent of a VLAN, ports of a bridge, as listed */
	struct ifaces owners; /* bonds and bridges that list it as slave or port */
	struct ifaces vlans;  /* VLANs whose parent it is */

	struct value mtu;           /* what it will have; CHOSEN: from the kernel's inheritance */
	const struct iface *mtu_of; /* the interface that value was written for; NULL: the kernel's 1500 */
	struct value mac;           /* Ethernet address to set; ABSENT: none */
	const char *mac_why;        /* why it was chosen; NULL: written */

	struct value option[BOND_OPTIONS]; /* bond: what is in force */
	const char *mode_why;              /* bond: why the mode was chosen; NULL: written */

	struct value stp, forward_delay, maxwait; /* bridge: what is in force */
	bool has_guests;                          /* bridge: guests are attached */

	size_t place; /* in the order of the description */
	int height;   /* above the NICs, which have 0 */

	const struct network_switch *on; /* NIC: the switch it is cabled to, if that is described */

	/* The bridge whose host addresses it has until xend moves them (xend.h). */
	const struct iface *carries_for;
};

struct net {
	const struct host *host;
	const struct release *os;
	const struct xen_release *xen; /* the Xen whose xend runs here; NULL: no Xen, or one without xend */
	struct value xend_bridges;     /* enum xend_bridges in force; ABSENT without xend */
	struct ifaces ifaces; /* lower ones first: NIC, VLAN on NIC, bond, VLAN on bond, bridge */
	struct ifaces bonds;  /* those of them */
	struct hash *by_name;
	struct arena *arena;
};

/*
 * Resolves `host` as it is on the release `os`. References that name nothing, the wrong thing or themselves
 * are findings (REF), and then there is no result (NULL). What was chosen is said as findings too (CHOICE,
 * info).
 */
const struct net *net_resolve(struct arena *a, const struct host *host, const struct release *os,
			      struct findings *findings);

const struct iface *net_find(const struct net *net, const char *name); /* NULL: no such interface */

/* The key of the list that interfaces of a kind are described in: "bonds". */
const char *iface_list(enum iface_kind kind);

/* What people call one, in a sentence: "bond". */
const char *iface_kind_word(enum iface_kind kind);

/* The path of a field of an interface: in the site file, if its value came from there. */
const char *iface_field_path(struct arena *a, const struct iface *i, const char *key);

/* The path of an element of a list among them, by its position. */
const char *iface_element_path(struct arena *a, const struct iface *i, const char *key, size_t n);

/* The texts of a list, and the names of one: as many as it has. */
const char **values_texts(struct arena *a, const struct values *list);
const char **ifaces_names(struct arena *a, const struct ifaces *list);

/* The first `n` as the description has a list, for help: "[10.0.0.53, \"2001:db8::53\"]". */
const char *values_yaml(struct arena *a, const struct values *list, size_t n);

/* "10.0.0.1, 10.0.0.2" */
const char *values_join(struct arena *a, const struct values *list, const char *between);

/* ---- questions that rules and targets ask ---- */

static inline long bond_number(const struct iface *bond, enum bond_option o)
{
	return number_or(&bond->option[o], 0);
}

static inline bool bond_has(const struct iface *bond, enum bond_option o)
{
	return has(&bond->option[o]);
}

/* The NIC below: itself, or of a VLAN on a NIC its parent; NULL for anything else. */
const struct iface *iface_nic(const struct iface *i);

/* The bond that `i` is a slave of, the bridge that it is a port of: the first, NULL for none. */
const struct iface *iface_owner(const struct iface *i, enum iface_kind kind);

/* True if the host itself has an address on it, fixed or by DHCP. */
bool iface_has_address(const struct iface *i);

/* True if it gets an address by DHCP, of either family. */
bool iface_is_dynamic(const struct iface *i);

/* The bridge with guests that takes `i` in, directly or (`*via` is then that VLAN) through a VLAN on it;
 * NULL: none. `via` may be NULL. */
const struct iface *iface_guest_bridge(const struct iface *i, const struct iface **via);

/* True if guests that come and go can change the MAC address of the bridge, and with it the host's, unless
 * one is set. Xen gives every guest's port fe:ff:ff:ff:ff:ff, which never is the least:
 * xen-network-common.sh. */
bool guests_move_mac(const struct net *net, const struct iface *bridge);

/* The Ethernet address that the interface will have, if the description tells. */
bool iface_mac(const struct iface *i, struct mac *mac);

/* How the slaves of a bond are cabled. */
struct cabling {
	bool described;   /* every slave's NIC names a switch that is described */
	bool one_switch;  /* all on one switch, by name */
	bool one_partner; /* all on one switch, or on switches of one stack: one LACP partner */
	int group;        /* the port_group that all ports are known to have; -1: unknown or mixed */
};

struct cabling bond_cabling(const struct iface *bond);

/* True if the two are one LACP partner: the same switch, or members of one stack. */
bool switch_is_partner(const struct network_switch *a, const struct network_switch *b);

/* The mode that the described cabling is made for: 802.3ad, balance-xor, else active-backup. `why`, which may
 * be NULL, gets what that rests on. */
enum bond_mode bond_safe_mode(const struct iface *bond, const char **why);

/* Sets of modes. */
#define MODE(m)            (1u << (m))
#define BALANCING          (MODE(BALANCE_RR) | MODE(BALANCE_XOR) | MODE(BROADCAST))
#define ONE_SLAVE_RECEIVES (MODE(ACTIVE_BACKUP) | MODE(BALANCE_TLB) | MODE(BALANCE_ALB))
#define MII_ONLY           (MODE(LACP) | MODE(BALANCE_TLB) | MODE(BALANCE_ALB)) /* no ARP monitor in these */

static inline bool bond_in_mode(const struct iface *bond, unsigned modes)
{
	return modes >> bond_number(bond, OPT_MODE) & 1;
}

#endif
