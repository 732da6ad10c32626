/*
 * The host as its description says: one struct per mapping of the YAML, filled through the rows
 * of rows.c. Nothing in here is derived; net.h has what follows from it.
 */
#ifndef MODEL_HOST_H
#define MODEL_HOST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ip.h"
#include "base/mac.h"
#include "model/release.h"

enum origin {
	ABSENT,  /* not there: the rest of the value is void */
	WRITTEN, /* in the host's description */
	SITE,    /* in the site file; counts as written */
	CHOSEN,  /* by bondwright, because nothing was written */
};

struct value {
	enum origin from;
	const char *s;       /* the value as the product spells it: "active-backup", "100", "10.0.0.1/24" */
	const char *written; /* as the description spells it: "1 (active-backup)"; `s` where it was chosen */
	union {
		long n; /* number, bool (0, 1), or the number of a word */
		struct ip ip;
		struct mac mac;
		const struct release *release;
		const struct xen_release *xen;
	};
};

struct values {
	struct value *v;
	size_t n;
	enum origin from; /* ABSENT: the list was not written; an empty list may be WRITTEN */
};

static inline bool has(const struct value *v)
{
	return v->from != ABSENT;
}

/* The number or bool of `v`, `otherwise` where it is absent. */
static inline long number_or(const struct value *v, long otherwise)
{
	return has(v) ? v->n : otherwise;
}

enum virtualization { VIRT_NONE, VIRT_XEN, VIRT_KVM, VIRT_LXC, VIRT_OPENVZ };
enum announce { ANNOUNCE_NONE, ANNOUNCE_HOST, ANNOUNCE_GUEST };
enum {
	IFACE_NAME_MAX = 15, /* characters of an interface's name: IFNAMSIZ less the NUL */
	ETHER_MTU = 1500,    /* of an interface that is given none: ether_setup() */
};
enum { ANNOUNCE_EVERY = 5 }; /* seconds, where announce_interval is left out: as in redhat-ab-failover */
enum port_group { GROUP_NONE, GROUP_STATIC, GROUP_LACP };
enum xend_bridges { XEND_NETWORK_BRIDGE, XEND_DISTRO, XEND_NONE };

/* Modes of the bonding driver: bond_mode_tbl of bond_options.c. */
enum bond_mode {
	BALANCE_RR,
	ACTIVE_BACKUP,
	BALANCE_XOR,
	BROADCAST,
	LACP, /* 802.3ad */
	BALANCE_TLB,
	BALANCE_ALB,
};

/* Options of the bonding driver that hold one value, in the order in which targets write them. */
enum bond_option {
	OPT_MODE,
	OPT_MIIMON,
	OPT_UPDELAY,
	OPT_DOWNDELAY,
	OPT_PEER_NOTIF_DELAY,
	OPT_USE_CARRIER,
	OPT_ARP_INTERVAL,
	OPT_ARP_VALIDATE,
	OPT_ARP_ALL_TARGETS,
	OPT_ARP_MISSED_MAX,
	OPT_FAIL_OVER_MAC,
	OPT_XMIT_HASH_POLICY,
	OPT_LACP_RATE,
	OPT_LACP_ACTIVE,
	OPT_AD_SELECT,
	OPT_MIN_LINKS,
	OPT_AD_ACTOR_SYS_PRIO,
	OPT_AD_ACTOR_SYSTEM,
	OPT_AD_USER_PORT_KEY,
	OPT_NUM_GRAT_ARP,
	OPT_NUM_UNSOL_NA,
	OPT_RESEND_IGMP,
	OPT_ALL_SLAVES_ACTIVE,
	OPT_PACKETS_PER_SLAVE,
	OPT_LP_INTERVAL,
	OPT_TLB_DYNAMIC_LB,
	OPT_PRIMARY,
	OPT_PRIMARY_RESELECT,
	BOND_OPTIONS,
	/* lists, known to releases by the same numbering */
	OPT_ARP_IP_TARGET = BOND_OPTIONS,
	OPT_NS_IP6_TARGET,
};

struct route {
	const char *path; /* where it was written, for findings: "bridges[0].routes[1]" */
	struct value to, via, metric;
};

/* What every interface may carry. */
struct common {
	const char *path; /* "bonds[0]" */
	struct value name, dhcp, dhcp6, gateway, gateway6, mtu, mac_address, onboot, comment;
	struct values addresses;
	struct routes {
		struct route *v;
		size_t n;
	} routes;
};

struct nic {
	struct common common;
	struct value mac, speed, duplex, driver, card, switch_name, peer, port, port_group, edge, native;
	struct values trunk;
};

struct bond {
	struct common common;
	struct values slaves, arp_ip_target, ns_ip6_target;
	struct value follow;
	struct value option[BOND_OPTIONS];
};

struct vlan {
	struct common common;
	struct value id, parent;
};

struct bridge {
	struct common common;
	struct values ports;
	struct value stp, forward_delay, ageing, hello_time, max_age, priority, maxwait, guests;
};

struct guest {
	const char *path;
	struct value name, id, bridge, device, mac, address;
};

struct network_switch {
	const char *path;
	struct value name, stack, lacp, link_state_tracking, forward_delay, mtu;
	struct values peers;
};

struct allow {
	const char *path;
	struct value rule, object, reason;
};

struct dns {
	struct values servers, search;
};

struct xend {
	struct value version, bridges, nloopbacks;
};

struct switches {
	struct network_switch *v;
	size_t n;
};

struct host {
	const char *path; /* "": the document */
	bool as_is;       /* it is there, and judged as it is: what is left open is what the kernel makes of it */
	struct value version, host, os, virtualization, announce, announce_interval, bridge_netfilter;
	struct dns dns;
	struct xend xend;
	struct switches switches;
	struct {
		struct nic *v;
		size_t n;
	} nics;
	struct {
		struct bond *v;
		size_t n;
	} bonds;
	struct {
		struct vlan *v;
		size_t n;
	} vlans;
	struct {
		struct bridge *v;
		size_t n;
	} bridges;
	struct {
		struct guest *v;
		size_t n;
	} guests;
	struct {
		struct allow *v;
		size_t n;
	} allow;
};

/* What the hosts of one site share. */
struct site {
	const char *path;
	struct value version;
	struct dns dns;
	struct switches switches;
	struct {
		struct nic nics;
		struct bond bonds;
		struct vlan vlans;
		struct bridge bridges;
	} defaults;
};

#endif
