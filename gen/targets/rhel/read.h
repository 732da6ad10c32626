/* What the parts of the reader share. Names in comments are of scripts in /etc/sysconfig/network-scripts. */
#ifndef TARGETS_RHEL_READ_H
#define TARGETS_RHEL_READ_H

#include "base/hash.h"
#include "import/assign.h"
#include "import/import.h"

/* A file of assignments: that of an interface, or sysconfig/network. */
struct ifcfg {
	const struct read_file *f; /* NULL: there is no such file */
	const char *base;          /* "ifcfg-eth0" */
	const char *name;          /* "eth0" */
	struct assignments keys;
	struct hash *by_key; /* const struct assignment: of several to one key the last, which counts */
	const char *device;  /* DEVICE, else the name */
	struct span at;      /* where it says so */
	int kind;            /* enum iface_kind */
	bool alias, range; /* an address of another interface, or several: called `device` up to the colon */
	bool nm;           /* NetworkManager reads it, where it runs */
	bool left_out;     /* said so */
	size_t doubles;    /* files of the same device, and what is said of them */
	struct finding *said;
	struct draft_object *o;
};

struct rhel_read {
	struct reading *r;
	struct ifcfg **v; /* in the order in which they are brought up, of each kind */
	size_t n;
	struct ifcfg network;
	struct hash *by_device;  /* struct ifcfg that counts */
	struct hash *masters;    /* by the names that MASTER of slaves has: struct ifcfg of the first */
	const struct ifcfg *dns; /* whose name servers count */
};

/* ---- read_file.c ---- */

/* Reads the assignments of a file. */
void rhel_read_keys(struct rhel_read *x, struct ifcfg *c, const struct read_file *f);

/* The assignment that counts, if it has a value that takes no shell; NULL: none such. */
const struct assignment *rhel_given(const struct ifcfg *c, const char *key);
const char *rhel_value(const struct ifcfg *c, const char *key); /* its value */

/* is_true() and is_false() of init.d/functions. */
bool rhel_yes(const struct ifcfg *c, const char *key);
bool rhel_no(const struct ifcfg *c, const char *key);
/* The same where the scripts of most releases compare with "yes": another spelling is said. */
bool rhel_plain_yes(struct rhel_read *x, const struct ifcfg *c, const char *key);
/* True if boot leaves the interface alone: ONBOOT=no. */
bool rhel_stays_down(const struct rhel_read *x, const struct ifcfg *c);

/* IMP011, at a setting that counts for nothing. */
struct finding *rhel_unread(struct rhel_read *x, const struct ifcfg *c, const struct assignment *a,
			    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Goes through all settings of the file by the table of keys: says what is lost, what nobody knows, and what
 * takes a shell. */
void rhel_sweep(struct rhel_read *x, const struct ifcfg *c, unsigned on);

/* Sets `field` to the value of `key`, if it has one. */
void rhel_take(struct rhel_read *x, const struct ifcfg *c, const char *key, const char *field);

/* The next word of *p, its length; 0: no more. *p is left behind it. */
size_t rhel_word(const char **p);

/* ---- read_collect.c ---- */

/* Reads the files that boot does not leave out; takes out those of an interface that has another. */
void rhel_collect(struct rhel_read *x);
void rhel_find_doubles(struct rhel_read *x);

/* ---- read_kind.c ---- */

/* True if the file is none of ours: said, as a whole. */
bool rhel_is_foreign(struct rhel_read *x, const struct ifcfg *c);

/* What the file is of; -1: a kind of interface that there is no place for, said. */
int rhel_kind(struct rhel_read *x, const struct ifcfg *c);

/* ---- read_bond.c, read_bridge.c, read_vlan.c ---- */

void rhel_read_slave(struct rhel_read *x, struct ifcfg *c);
void rhel_read_bond(struct rhel_read *x, struct ifcfg *c);
void rhel_read_port(struct rhel_read *x, struct ifcfg *c);
void rhel_read_bridge(struct rhel_read *x, struct ifcfg *c);
void rhel_read_vlan(struct rhel_read *x, struct ifcfg *c);

/* ---- read_address.c, read_alias.c ---- */

void rhel_read_addresses(struct rhel_read *x, struct ifcfg *c);
void rhel_read_alias(struct rhel_read *x, struct ifcfg *c);

/* ---- read_mask.c ---- */

/* The prefix length of the address's class, as ipcalc takes it without a netmask; -1: it is no address. */
int rhel_class_bits(const char *address);

/* "IPADDR" and "1": "IPADDR1" */
const char *rhel_numbered(struct rhel_read *x, const char *key, const char *n);

/* Adds the address `ip` with the netmask of the number `n`, else with that of `parent` (NULL: none), as
 * aliases take it over. */
void rhel_add_address(struct rhel_read *x, struct draft_object *o, const struct ifcfg *c, const char *n,
		      const struct assignment *ip, const struct ifcfg *parent);

/* ---- read_route.c, read_ip_route.c, read_network.c ---- */

/* A file of routes, and the interface that they lead through. */
struct routes_of {
	struct rhel_read *x;
	const struct source *s;
	const char *iface;
	struct draft_object *o;
};

void rhel_add_route(const struct routes_of *f, const char *to, struct span to_at, const char *via,
		    struct span via_at, const char *metric, struct span metric_at);
/* Lines as `ip route add` takes them. */
void rhel_read_ip_routes(struct routes_of *f);

void rhel_read_routes(struct rhel_read *x);
void rhel_read_network(struct rhel_read *x);
/* DNS1.., DOMAIN and SEARCH of one file, in the order in which the files come up. */
void rhel_read_dns(struct rhel_read *x, const struct ifcfg *c);
/* GATEWAY and IPV6_DEFAULTGW of sysconfig/network, once all interfaces are known. */
void rhel_network_routers(struct rhel_read *x);

/* ---- read.c, reader.c ---- */

void rhel_read(struct reading *r);

extern const struct file_kind rhel_kind_ifcfg;
extern const struct file_kind rhel_kind_route;   /* route-NAME, route6-NAME */
extern const struct file_kind rhel_kind_network; /* etc/sysconfig/network */

/* ---- pitfalls.c ---- */

extern const struct descriptor IMP011, RHEL003, RHEL004;

/* A comment in front of TYPE=Bridge that hides it from `network start`: IMP011. */
void rhel_type_pitfall(struct rhel_read *x, const struct ifcfg *c);
/* HWADDR on what is no NIC: MAC003. */
void rhel_hwaddr_pitfall(struct rhel_read *x, const struct ifcfg *c, const struct assignment *hwaddr);
/* Of a bond and its BONDING_OPTS (NULL: none): RHEL001, RHEL003, RHEL004. */
void rhel_bond_pitfalls(struct rhel_read *x, const struct ifcfg *c, const struct assignment *opts);

#endif
