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
#include "rules/references.h"

struct run; /* one pass over one host */

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
	/* None: a row of the language raises it, for a value that it refuses. */
};

#define IDS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define REFERENCES(...) ((const struct reference *const[]){__VA_ARGS__, NULL})

struct run {
	const struct net *net;
	const struct host *host;
	const struct release *os;
	struct arena *arena;
	struct findings *findings;
	const struct rule *rule;
	struct finding *last; /* the finding that note(), consequence() and help() add to */
	const long *networks; /* what networks() of cabling.h found out; NULL: not asked yet */
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
