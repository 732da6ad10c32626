/* The record, and its interfaces. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/word.h"
#include "targets/cobbler/record.h"

const struct json *cobbler_record(struct reading *r)
{
	size_t at = 0;
	struct read_file *f = reading_next(r, &cobbler_kind_record, &at);
	struct read_file *other = reading_next(r, &cobbler_kind_record, &at);
	const struct json *root, *interfaces;
	struct finding *said;

	if (other) {
		said = import_fault(r, &IMP010, NULL, read_file_span(other), "a second record of a system");
		said->help = "the record of one system at a time";
		finding_note(r->findings, said, (struct place){.span = read_file_span(f)}, "the first");
		return NULL;
	}
	root = json_read(r, f->s);
	if (!root)
		return NULL;
	interfaces = json_member(root, "interfaces");
	if (interfaces && interfaces->kind == JSON_MAP && interfaces->n)
		return root;
	said = import_fault(r, &IMP010, NULL, interfaces ? interfaces->at : read_file_span(f),
			    !interfaces ? "no record of a system: it has no 'interfaces'"
			    : interfaces->kind == JSON_MAP
				    ? "the record has no interface"
				    : "'interfaces' is no object: there is no interface to read");
	said->help = "where interfaces are stored apart from the system, blended data have them: "
		     "get_blended_data(\"\", \"NAME\") of Cobbler's XML-RPC, as JSON";
	return NULL;
}

/* Where two names have digits, their numbers count. */
static int by_name(const void *a, const void *b)
{
	const char *x = (*(const struct cobbler_iface *const *)a)->json->key;
	const char *y = (*(const struct cobbler_iface *const *)b)->json->key;

	for (; *x && *y; x++, y++) {
		if (isdigit((unsigned char)*x) && isdigit((unsigned char)*y)) {
			size_t n = strspn(x = word_without_zeros(x), "0123456789");
			size_t m = strspn(y = word_without_zeros(y), "0123456789");
			int order = n != m ? (n > m) - (n < m) : strncmp(x, y, n);

			if (order)
				return order;
			x += n - 1;
			y += m - 1;
		} else if (*x != *y) {
			break;
		}
	}
	return (unsigned char)*x - (unsigned char)*y;
}

/* $vlanpattern.match() of the snippets looks at the beginning alone. */
static bool has_vlan_pattern(const char *name)
{
	size_t n = 0;

	while (isalnum((unsigned char)name[n]))
		n++;
	return n && name[n] == '.' && isdigit((unsigned char)name[n + 1]);
}

/* "br_lan.5" is none to the snippets, and nothing else can be meant. */
static bool names_vlan(const struct cobbler_reading *x, const char *name)
{
	const char *dot = word_vlan_dot(name);

	if (!dot)
		return false;
	return has_vlan_pattern(name) ||
	       hash_get(x->names, arena_strndup(x->r->arena, name, (size_t)(dot - name)));
}

/* enums.NetworkInterfaceType; "master" and "slave" up to 2.2. The snippets compare lower(). */
static const struct {
	const char *word;
	enum type type;
} types[] = {
	{"na", T_NA},
	{"bond", T_BOND},
	{"master", T_BOND},
	{"bond_slave", T_BOND_SLAVE},
	{"slave", T_BOND_SLAVE},
	{"bridge", T_BRIDGE},
	{"bridge_slave", T_BRIDGE_SLAVE},
	{"bonded_bridge_slave", T_BONDED_BRIDGE_SLAVE},
	{"bmc", T_BMC},
	{"infiniband", T_INFINIBAND},
};

static enum type type_of(struct cobbler_reading *x, const struct cobbler_iface *i)
{
	const struct json *j = cobbler_scalar(x, i->name, i->field[F_TYPE]);
	struct nearest near = {0};

	if (!j)
		return T_NA;
	for (size_t t = 0; t < sizeof(types) / sizeof(*types); t++) {
		if (!strcasecmp(types[t].word, j->text))
			return types[t].type;
		nearest_offer(&near, j->text, types[t].word);
	}
	import_fault(x->r, &IMP002, i->name, j->at, "'%s' is no type of interface", j->text)->help =
		near.word ? near.word : "na, bond, bond_slave, bridge, bridge_slave, bonded_bridge_slave";
	return T_NA;
}

bool cobbler_is_slave(const struct cobbler_iface *i)
{
	return i->type == T_BOND_SLAVE || i->type == T_BRIDGE_SLAVE || i->type == T_BONDED_BRIDGE_SLAVE;
}

static void collect(struct cobbler_reading *x, const struct json *j)
{
	struct cobbler_iface *i = arena_alloc(x->r->arena, sizeof(*i));
	const char *colon = strchr(j->key, ':');

	if (j->kind != JSON_MAP) {
		import_fault(x->r, &IMP002, j->key, j->at, "'%s' of 'interfaces' is no object", j->key);
		return;
	}
	i->json = j;
	i->alias = colon;
	i->name = colon ? arena_strndup(x->r->arena, j->key, (size_t)(colon - j->key)) : j->key;
	cobbler_find_fields(i);
	i->type = type_of(x, i);
	i->fixed = cobbler_yes(x, i->name, i->field[F_STATIC]) || cobbler_is_slave(i);
	i->pattern = has_vlan_pattern(i->name);
	i->vlan = names_vlan(x, i->name) && i->type != T_BOND && i->type != T_BRIDGE &&
		  i->type != T_BONDED_BRIDGE_SLAVE;
	arena_push(x->r->arena, x->v, x->n, i);
	if (!i->alias)
		hash_put(x->by_name, i->name, i);
}

static bool has_groups(const struct cobbler_reading *x)
{
	for (size_t k = 0; k < x->n; k++) {
		const struct json *ipv4 = json_member(x->v[k]->json, "ipv4");

		if (ipv4 && ipv4->kind == JSON_MAP)
			return true;
	}
	return false;
}

void cobbler_collect(struct cobbler_reading *x)
{
	const struct json *all = json_member(x->root, "interfaces");

	for (size_t k = 0; k < all->n; k++)
		hash_put(x->names, all->items[k]->key, all->items[k]);
	for (size_t k = 0; k < all->n; k++)
		collect(x, all->items[k]);
	if (x->n) /* objects have no order; up to 2.8 they are stored in any */
		qsort(x->v, x->n, sizeof(*x->v), by_name);
	x->four = has_groups(x);
}
