/* What the commands of up and down lines come to. */
#include "model/rows.h"
#include "targets/debian/read_lines.h"

static struct draft_object *object(const struct command *c, const char *name)
{
	return draft_mention(c->h->d, name, c->at);
}

void command_kind(const struct command *c, const char *name, enum iface_kind kind)
{
	struct draft_object *o = c->pass == LINE_CHECK ? NULL : object(c, name);

	if (kind != VLAN) /* what later commands of the line see, before anything is done */
		hash_put(kind == BOND ? c->h->made_bonds : c->h->made_bridges, name, c->i);
	if (o && o->kind < 0)
		o->kind = (int)kind;
}

void command_set(const struct command *c, const char *name, const char *key, const char *text)
{
	if (c->pass == LINE_APPLY)
		debian_set(c->h, object(c, name), key, text, c->at);
}

void command_add(const struct command *c, const char *name, const char *key, const char *text)
{
	if (c->pass == LINE_APPLY)
		debian_add(c->h, object(c, name), key, text, c->at);
}

void command_vlan(const struct command *c, const char *name, const char *parent, const char *id)
{
	command_kind(c, name, VLAN);
	if (c->pass != LINE_APPLY)
		return;
	object(c, parent);
	debian_set(c->h, object(c, name), "parent", parent, c->at);
	debian_set(c->h, object(c, name), "id", id, c->at);
}

void command_take_in(const struct command *c, const char *name, const char *key, const char *member)
{
	command_kind(c, name, strcmp(key, "slaves") ? BRIDGE : BOND);
	if (c->pass != LINE_APPLY)
		return;
	object(c, member);
	debian_add(c->h, object(c, name), key, member, c->at);
}

bool command_add_route(const struct command *c, const char *to, const char *via, const char *dev,
		       const char *metric)
{
	const char *name = dev ? dev : c->i->name, *known;
	struct draft_object *route;
	struct ip ip;

	if (!via || !ip_parse(via, &ip) || !strcmp(name, "lo"))
		return false;
	if (!strcmp(to, "default") || !strcmp(to, "0.0.0.0/0") || !strcmp(to, "::/0")) {
		if (metric && strcmp(metric, "0") != 0)
			return false;
		command_set(c, name, ip.family == 6 ? "gateway6" : "gateway", via);
		return true;
	}
	if (ip_parse(to, &ip))
		to = arena_printf(c->h->a, "%s/%d", to, ip.family == 4 ? 32 : 128);
	else if (!ip_parse_prefix(to, &ip))
		return false;
	known = arena_printf(c->h->a, "%s routes %s %s %s", name, to, via, metric ? metric : "");
	if (c->pass != LINE_APPLY || hash_get(c->h->taken, known))
		return true;
	hash_put(c->h->taken, known, c->h);
	route = draft_route(c->h->d, object(c, name), c->at);
	draft_set(c->h->d, route, "to", to, c->at);
	draft_set(c->h->d, route, "via", via, c->at);
	if (metric)
		draft_set(c->h->d, route, "metric", metric, c->at);
	return true;
}

bool command_bond_option(const struct command *c, const char *bond, const char *option, const char *value)
{
	bool targets = !strcmp(option, "arp_ip_target") || !strcmp(option, "ns_ip6_target");

	if (!strcmp(option, "slaves") && *value == '+') {
		command_take_in(c, bond, "slaves", value + 1);
		return true;
	}
	if (targets && *value == '-')
		return c->down;
	if (targets) {
		value += *value == '+';
		for (size_t n; *value; value += n + (value[n] == ',')) {
			n = strcspn(value, ",");
			command_add(c, bond, option, arena_strndup(c->h->a, value, n));
		}
		return true;
	}
	for (enum bond_option o = 0; o < BOND_OPTIONS; o++)
		if (!strcmp(option, bond_option_name(o))) {
			command_set(c, bond, option, value);
			return true;
		}
	return false;
}
