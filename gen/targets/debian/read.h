/* Reading /etc/network/interfaces: what the files of the reader share. */
#ifndef TARGETS_DEBIAN_READ_H
#define TARGETS_DEBIAN_READ_H

#include <string.h>

#include "base/hash.h"
#include "targets/debian/eni.h"
#include "targets/debian/keys.h"

/* One `iface` of an interface. */
struct eni_part {
	const struct eni_stanza *s;
	const struct eni_word *name;
	int family;                 /* 4, 6; 0: not said, as ifupdown2 and ifupdown-ng allow */
	const char *method;         /* NULL: not said */
	struct eni_option *options; /* with those that it inherits in front */
	size_t n;
};

struct eni_iface {
	const char *name;
	struct eni_part **parts;
	size_t n;
	const struct eni_option *master; /* bond-master; NULL: it is no slave that says so */
	struct draft_object *o;          /* NULL: of a kind that is not described */
	bool automatic, hotplug;
	size_t turn;    /* among what `ifup -a` brings up, from 1; 0: it does not */
	struct span at; /* where that is said */
	struct finding *misplaced; /* options that do nothing in its stanza, and why */
	const char *why_misplaced;
};

struct eni_host {
	struct reading *r;
	struct arena *a;
	struct draft *d;
	const struct eni_caps *eni;
	struct eni all; /* of all files, in the order in which ifupdown reads them */
	struct eni_iface **v;
	size_t n;
	struct hash *by_name;
	struct hash *fields;                    /* that debian_set() has set */
	struct hash *made_bonds, *made_bridges; /* by commands */
	struct hash *taken;                     /* elements of lists that are there */
	struct hash *ports_mtu;                 /* bridges whose `mtu` goes to their ports: the fields */
	struct eni_primary {                    /* bond-primary, and in whose stanza */
		const struct eni_iface *i;
		const struct eni_option *o;
	} * primaries;
	size_t nprimaries;
	size_t turns;
	bool dialect; /* only ifupdown2 or ifupdown-ng can read it */
};

/* ---- in the order of work; false: a finding says why the host cannot be read ---- */

bool debian_collect(struct eni_host *h);    /* files: fills h->all */
bool debian_index(struct eni_host *h);      /* interfaces: fills h->v */
bool debian_filled_in(struct eni_host *h);  /* no template, nothing masked */
void debian_read_kinds(struct eni_host *h); /* what is a bond, a bridge, a VLAN */
void debian_read_ifaces(struct eni_host *h);
void debian_check_order(struct eni_host *h);

struct eni_iface *debian_find(const struct eni_host *h, const char *name); /* NULL: no file speaks of it */
enum eni_use debian_use(struct eni_host *h, const struct eni_option *o);
const struct eni_option *debian_find_use(struct eni_host *h, const struct eni_iface *i, enum eni_use use);

/* Says which interfaces are of a kind that is not described. */
void debian_say_lost(struct eni_host *h);

/* ---- parts of an interface ---- */

void debian_read_addresses(struct eni_host *h, struct eni_iface *i, struct eni_part *p);
void debian_read_bond_option(struct eni_host *h, struct eni_iface *i, const struct eni_key *key,
			     const struct eni_option *o);
void debian_read_primary(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o);

void debian_read_option(struct eni_host *h, struct eni_iface *i, const struct eni_part *p,
			const struct eni_option *o);
void debian_read_command(struct eni_host *h, struct eni_iface *i, const struct eni_option *o, bool down);

/* A command of `i`: true if all that it does is known. Nothing is set while `pass` is LINE_CHECK, and only
 * kinds are while it is LINE_KINDS. */
enum line_pass { LINE_CHECK, LINE_KINDS, LINE_APPLY };

bool debian_read_line(struct eni_host *h, struct eni_iface *i, const struct eni_option *o, bool down,
		      enum line_pass pass);

/* ---- into the draft ---- */

/* A value: one that was there and differs is a finding (IMP004). */
void debian_set(struct eni_host *h, struct draft_object *o, const char *key, const char *text,
		struct span at);
/* One more element, unless it is there. */
void debian_add(struct eni_host *h, struct draft_object *o, const char *key, const char *text,
		struct span at);
void debian_add_dns(struct eni_host *h, const char *key, const struct eni_option *o);

/* If it names a VLAN by its end: PARENT.ID. */
bool debian_vlan_name(struct arena *a, const char *name, const char **parent, const char **id);

/* The ID of a VLAN in the name that the hook of vlan makes it by, PARENT.ID or vlanID; NULL: it tells none.
 */
const char *debian_vlan_id(struct arena *a, const char *name);

/* The netmask as prefix length: "255.255.255.0", "24", "0xffffff00"; -1: it is none. */
int debian_prefix(const char *netmask);

/* ---- read.c, reader.c ---- */

/* Puts /etc/network/interfaces, and what it sources, into the draft. */
void debian_read(struct reading *r);

extern const struct file_kind debian_kind_interfaces;

/* ---- what only imported files can do wrong (pitfalls.c) ---- */

extern const struct descriptor DEB001, DEB002, ORD001;

/* IMP011: what stands at `at` has no effect. */
struct finding *debian_idle(struct eni_host *h, const char *object, struct span at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

#endif
