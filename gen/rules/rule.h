/*
 * Rules: what is dangerous about a host that is otherwise well described. A rule is one const block in
 * the file of its topic; it is listed by being written (the Makefile makes the index), explained, tested
 * and documented from the same block. It judges and never changes anything.
 *
 * A callback's slot is its scope: it is called once per object. It asks the release for capabilities and
 * never looks at names or versions.
 */
#ifndef RULES_RULE_H
#define RULES_RULE_H

#include "diag/finding.h"
#include "model/net.h"
#include "diag/references.h"

struct run;   /* one pass over one host, or over the extracts of all */
struct fleet; /* fleet.h */

struct rule {
	struct descriptor about;
	/* ids of rules that have nothing to add where this one is raised on the same object, NULL-terminated */
	const char *const *subsumes;
	/* ids of losses that say more where they are raised at the same place, NULL-terminated */
	const char *const *yields_to;
	void (*on_host)(struct run *r, const struct net *net);
	void (*on_iface)(struct run *r, const struct iface *i); /* every interface, lower ones first */
	void (*on_nic)(struct run *r, const struct iface *nic);
	void (*on_bond)(struct run *r, const struct iface *bond);
	void (*on_vlan)(struct run *r, const struct iface *vlan);
	void (*on_bridge)(struct run *r, const struct iface *bridge);
	void (*on_fleet)(struct run *r, const struct fleet *fleet); /* once, if there are several hosts */
	/* None: a row of the language raises it, for a value that it refuses. */
};

#define IDS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define REFERENCES(...) ((const struct reference *const[]){__VA_ARGS__, NULL})

struct run {
	const struct net *net; /* NULL with `host` and `os` in a pass over a fleet */
	const struct host *host;
	const struct release *os;
	struct arena *arena;
	struct findings *findings;
	const struct rule *rule;
	struct finding *last; /* the finding that note(), consequence() and help() add to */
	const long *networks; /* what networks() of cabling.h found out; NULL: not asked yet */
	size_t *joined;       /* and one_network() */
};

/* What a finding is about, and where that stands. */
struct subject {
	const char *object; /* name */
	const char *path;
};

struct subject on(struct run *r, const struct iface *i);
/* A field of it by its key in the language: points at the value, in the site file if it came from there. */
struct subject on_field(struct run *r, const struct iface *i, const char *key);
struct subject on_option(struct run *r, const struct iface *bond, enum bond_option o);
struct subject on_element(struct run *r, const struct iface *i, const char *key, size_t n);
/* The place where `upper` lists `lower` as slave, port or parent. */
struct subject on_listing(struct run *r, const struct iface *upper, const struct iface *lower);
/* The host itself, or one of its keys ("virtualization"). */
struct subject on_host_key(struct run *r, const char *key);

/* Raises the rule. `fmt` makes the message: one line, names in single quotes, no full stop. */
void report(struct run *r, enum severity severity, struct subject s, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* Another place that is involved, and what it has to do with it. */
void note(struct run *r, struct subject s, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* What happens because of it; lines of 100 characters at most. */
void consequence(struct run *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The text to write instead. */
void help(struct run *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/*
 * The safe fix, as data beside help(): what `bondwright fix` does to the description without asking. Several calls for
 * one finding are one fix, made as a whole or not at all.
 *
 * Safe means that nobody who knows the host could want anything else:
 *  - it follows from the description alone, and help() names this, or what has the same effect, and nothing besides;
 *  - it takes nothing away that works: what is dropped is refused, ignored or overridden by the kernel anyway, and
 *    what is set is what the object has, or was plainly meant to have;
 *  - nothing outside the file has to change with it: no cable, no switch port, no guest;
 *  - it needs no fact that is not in the file (an address, a name that somebody else hands out).
 * A MAC address, an MTU, an address or a name is never chosen for somebody who wrote another; a mode only where the
 * written groups of all ports leave no other (fix_mode() of cabling.h). Everything else stays with help().
 *
 * A fix waits while another finding, at warning or above, is about a place that this one notes: note() what it
 * rests on. An option is not dropped as idle in a mode that is itself in question.
 *
 * Values that came from the site file are not changed for the host: fix says where they stand.
 */
/* `key: VALUE` on the interface: in place of its value or, where it is not written, as a further key. */
void fix_set(struct run *r, const struct iface *i, const char *key, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* The key goes with its value; nothing where it is not written. */
void fix_drop(struct run *r, const struct iface *i, const char *key);
/* Element `n` of a list goes. Several of one list: from the last to the first. */
void fix_drop_element(struct run *r, const struct iface *i, const char *key, size_t n);

/* "balance-rr (0)": mode of a bond as findings write it. */
const char *mode_text(struct run *r, const struct iface *bond);
/* The guests' bridge above a bond of several slaves; NULL: none. What rules about modes under guests are about
 * takes a second slave: the one that takes over, or the one through which a guest's frames leave or come back. */
const struct iface *guests_above(const struct iface *bond, const struct iface **via);
/* Notes the way from the bond into the guests' bridge. */
void note_bridge(struct run *r, const struct iface *bond, const struct iface *bridge, const struct iface *via);

/* All rules, by id. */
extern const struct rule *const rules_all[];
extern const size_t rules_count;

/* Runs every rule over `net`; findings that another one subsumes are left out. */
void rules_run(const struct net *net, struct findings *findings);

/* Once the targets have spoken: leaves out what yields to a loss. */
void rules_yield(struct findings *findings);

#endif
