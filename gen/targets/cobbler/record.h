/* What the parts of the reader share. Names in comments are of Cobbler's shipped snippets. */
#ifndef TARGETS_COBBLER_RECORD_H
#define TARGETS_COBBLER_RECORD_H

#include "targets/cobbler/cobbler.h"
#include "targets/cobbler/json.h"

/* Fields of an interface, whatever a version calls them. */
enum field {
	F_TYPE,
	F_MASTER,
	F_BOND_OPTIONS,
	F_BRIDGE_OPTIONS,
	F_MAC,
	F_STATIC,
	F_ADDRESS,
	F_NETMASK,
	F_GATEWAY,
	F_MTU,
	F_ROUTES,
	F_ADDRESS6,
	F_PREFIX6,
	F_SECONDARIES6,
	F_GATEWAY6,
	F_MTU6,
	F_ROUTES6,
	F_CONNECTED,
	FIELDS,
};

enum type {
	T_NA,
	T_BOND,
	T_BOND_SLAVE,
	T_BRIDGE,
	T_BRIDGE_SLAVE,
	T_BONDED_BRIDGE_SLAVE,
	T_BMC,
	T_INFINIBAND
};

struct cobbler_iface {
	const char *name; /* of an alias: that of the interface whose address it is */
	const struct json *json;
	const struct json *field[FIELDS]; /* NULL: not set */
	enum type type;
	bool alias, vlan, fixed; /* fixed: not by DHCP */
	bool pattern;            /* the snippets take it for a VLAN */
	struct draft_object *o;  /* NULL: left out */
};

struct cobbler_reading {
	struct reading *r;
	const struct json *root;
	struct cobbler_iface **v; /* in the order of their names, eth2 before eth10 */
	size_t n;
	struct hash *by_name; /* struct cobbler_iface, without aliases */
	struct hash *names;   /* of all, as they are written */
	bool four;            /* as 4.0 stores it: what it gives to kickstart, Anaconda makes files of */
	bool blended;
};

/* ---- record.c ---- */

/* The record among the files; NULL: none that can be read, said. */
const struct json *cobbler_record(struct reading *r);

/* The interfaces of the record with their fields. */
void cobbler_collect(struct cobbler_reading *x);

/* ---- value.c ---- */

/* True if the value says something: not null, "", "~", [] or {}. */
bool cobbler_is_set(const struct json *j);

/* The value if it is set and one text, number or word; NULL: it is not set, or an IMP002 at its place says
 * that it is a list, or what it inherits is not in the record. */
const struct json *cobbler_scalar(struct cobbler_reading *x, const char *object, const struct json *j);

/* As input_boolean() of Cobbler takes it; another word is IMP002, and false. */
bool cobbler_yes(struct cobbler_reading *x, const char *object, const struct json *j);

/* A list, or a text that holds one, with blanks between. Gives the texts with their places. */
struct cobbler_word {
	const char *text;
	struct span at;
};
struct cobbler_word *cobbler_words(struct cobbler_reading *x, const char *object, const struct json *j,
				   size_t *n);

/* A command for help, `options` being those of the interface. NULL: the system or the interface has no name
 * that a shell would take as it is. */
const char *cobbler_edit(const struct cobbler_reading *x, const struct cobbler_iface *i, const char *options);

/* IMP011, info: the record says it, and it is for nothing on the host. */
void cobbler_idle(struct cobbler_reading *x, const struct cobbler_iface *i, enum field f, const char *fmt,
		  ...) __attribute__((format(printf, 4, 5)));

/* ---- keys.c ---- */

/* As 2.8 and 3.3 call it. */
const char *cobbler_field_name(enum field f);

/* Finds the fields among the members of an interface. */
void cobbler_find_fields(struct cobbler_iface *i);

/* Says which keys of the record nobody knows. */
void cobbler_say_unknown(struct cobbler_reading *x);

/* ---- kind.c, bridge.c, address.c, route.c ---- */

/* What the interfaces are and what they take in; into the draft, all before any is read. */
void cobbler_find_kinds(struct cobbler_reading *x);
void cobbler_read_bridge(struct cobbler_reading *x, struct cobbler_iface *i);
void cobbler_read_addresses(struct cobbler_reading *x, struct cobbler_iface *i);
void cobbler_read_routes(struct cobbler_reading *x, struct cobbler_iface *i);
void cobbler_read_gateway(struct cobbler_reading *x);

/* True if the interface is a slave or a port: the snippets give it no address. */
bool cobbler_is_slave(const struct cobbler_iface *i);

/* ---- pitfalls.c ---- */

void cobbler_pitfalls(struct cobbler_reading *x);
void cobbler_netmask_pitfall(struct cobbler_reading *x, const struct cobbler_iface *i);
void cobbler_bridge_option_pitfall(struct cobbler_reading *x, const struct cobbler_iface *i, const char *word,
				   struct span at);

#endif
