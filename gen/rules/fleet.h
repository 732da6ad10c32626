/*
 * What the hosts of one run have to do with each other. A rule with `on_fleet` is called once, after all hosts
 * were judged, with an extract of each in the order of the files. Everything in it outlives the hosts.
 */
#ifndef RULES_FLEET_H
#define RULES_FLEET_H

#include "rules/rule.h"

/* What stands somewhere in a description: the object that it is said of, and the path of the place. */
struct spot {
	const char *object;
	const char *path;
};

struct fleet_mac {
	struct spot at;
	const char *mac;
	bool guest;
};

struct fleet_ip {
	struct spot at;
	struct ip ip;
	bool guest;
	const char *cabled_to; /* the host at the other end, where the address is behind a direct cable; NULL: no */
};

struct fleet_nic {
	struct spot at;             /* its switch or peer, else the NIC */
	const char *name;
	const char *switch_name;    /* NULL: not described */
	const char *port;           /* its `port` is at port_path; NULL: not described */
	const char *port_path;
	const char *peer_host, *peer_nic; /* of a direct cable; NULL: none */
};

/* A VLAN with a name of its own, or a bridge, and the VLAN on the wire that it means. */
struct fleet_network {
	struct spot at;
	long id;
};

/* An interface that packets of the host or of guests leave by. */
struct fleet_top {
	struct spot at; /* where its MTU comes from */
	long mtu;
	const char **networks; /* texts that are the same for all that share a network: "10.0.0.0/24" */
	size_t n;
};

/* An active-backup bond with a primary, as far as the host talks through it itself. */
struct fleet_primary {
	struct spot at;
	const char *network; /* the host's network on it */
	const char *nic, *switch_name, *stack; /* of the primary; `stack` NULL: none */
};

struct fleet_target {
	struct spot at;
	struct ip ip;
	const char **hosts; /* at the other ends, where all slaves are on direct cables; else NULL */
	size_t n;
};

/* A switch as this description, and not the site's, has it. NULL: left out. */
struct fleet_switch {
	struct spot at;
	const char *stack, *lacp, *link_state_tracking, *forward_delay, *mtu;
	const char *peers; /* sorted, ", " between them */
};

#define FLEET_LIST(type) struct { struct type *v; size_t n; }

struct fleet_host {
	size_t number; /* in struct fleet */
	const char *name;
	const struct fleet_host *first; /* an earlier one of the same name: the other rules then leave this one out */
	FLEET_LIST(fleet_mac) macs;
	FLEET_LIST(fleet_ip) ips;
	FLEET_LIST(fleet_nic) nics;
	FLEET_LIST(fleet_network) networks;
	FLEET_LIST(fleet_top) tops;
	FLEET_LIST(fleet_primary) primaries;
	FLEET_LIST(fleet_target) targets;
	FLEET_LIST(fleet_switch) switches;
};

struct fleet {
	struct fleet_host **v;
	size_t n;
	struct hash *by_name; /* hosts, by their full names and by what stands before the first dot; one without a name
			       * where that could be two */
};

/* The host called `name`, in full or up to the first dot; NULL: not one of the run, or not sure which. */
const struct fleet_host *fleet_find(const struct fleet *f, const char *name);

/* True if `name` can mean the host: it is its full name, or what stands before its first dot. */
bool fleet_means(const char *name, const struct fleet_host *h);

/* A place of one of the hosts, for report() and note(). */
struct subject in_host(struct run *r, const struct fleet_host *h, const struct spot *at);

/* Takes such a place apart again: the number of the host; `at` gets the rest. */
size_t fleet_place(struct arena *a, const char *path, struct spot *at);

/* Runs the rules for fleets. The places of the findings are those of in_host(). */
void rules_run_fleet(const struct fleet *fleet, struct findings *findings);

/* ---- who says otherwise than most ---- */

struct vote {
	const struct fleet_host *host;
	const struct spot *at;
	long value;
};

struct ballot;

struct ballot *ballot_new(struct run *r);
void ballot_add(struct ballot *b, const char *key, struct vote v);
/* Calls `differs` for each vote that is not the value most votes of its key have (of two equally frequent ones the
 * first), with one that is, in the order of the votes; at most once for a place. */
void ballot_count(struct ballot *b,
		  void (*differs)(struct run *r, const char *key, const struct vote *odd, const struct vote *most));

#endif
