/* The commands of iproute2 that set what a description has a place for. */
#include "targets/debian/read_lines.h"

/* iproute2's matches(): any beginning of the word. */
static bool is_short_for(const char *word, const char *full)
{
	return *word && !strncmp(full, word, strlen(word));
}

static const char *word_at(const struct command *c, size_t k)
{
	return k < c->n ? c->w[k] : NULL;
}

/* ---- ip link ---- */

/* Hundredths of a second, as the kernel has it, in seconds. NULL: no whole ones. */
static const char *seconds(struct arena *a, const char *hundredths)
{
	size_t n = strlen(hundredths);

	if (!strcmp(hundredths, "0"))
		return "0";
	if (n < 3 || strcmp(hundredths + n - 2, "00") != 0)
		return NULL;
	return arena_strndup(a, hundredths, n - 2);
}

static bool bridge_option(const struct command *c, const char *bridge, const char *option, const char *value)
{
	static const struct {
		const char *option, *key;
	} delays[] = {
		{"forward_delay", "forward_delay"},
		{"hello_time", "hello_time"},
		{"max_age", "max_age"},
		{"ageing_time", "ageing"},
	};
	const char *text = NULL;

	if (!strcmp(option, "stp_state")) {
		command_set(c, bridge, "stp", !strcmp(value, "0") ? "false" : "true");
		return true;
	}
	if (!strcmp(option, "priority")) {
		command_set(c, bridge, "priority", value);
		return true;
	}
	if (!strcmp(option, "vlan_filtering"))
		return !strcmp(value, "0");
	for (size_t k = 0; k < sizeof(delays) / sizeof(*delays); k++)
		if (!strcmp(option, delays[k].option) && (text = seconds(c->h->a, value)))
			command_set(c, bridge, delays[k].key, text);
	return text;
}

/* What follows "type KIND", from word `k` on. */
static bool type_options(const struct command *c, const char *name, const char *type, size_t k)
{
	for (; k + 1 < c->n; k += 2) {
		if (!strcmp(type, "bond")
			    ? !command_bond_option(c, name, c->w[k], c->w[k + 1])
			    : strcmp(type, "bridge") || !bridge_option(c, name, c->w[k], c->w[k + 1]))
			return false;
	}
	return k == c->n;
}

static bool link_type(const struct command *c, const char *name, const char *parent, size_t k)
{
	const char *type = word_at(c, k);

	if (!type)
		return false;
	if (!strcmp(type, "vlan") && parent) {
		k += word_at(c, k + 1) && !strcmp(c->w[k + 1], "protocol") && word_at(c, k + 2) &&
				     !strcmp(c->w[k + 2], "802.1Q")
			     ? 2
			     : 0;
		if (k + 3 != c->n || strcmp(c->w[k + 1], "id") != 0)
			return false;
		command_vlan(c, name, parent, c->w[k + 2]);
		return true;
	}
	if (parent || (strcmp(type, "bond") != 0 && strcmp(type, "bridge") != 0))
		return false;
	command_kind(c, name, !strcmp(type, "bond") ? BOND : BRIDGE);
	return type_options(c, name, type, k + 1);
}

/* ip link add [link PARENT] [[name|dev] NAME] [address MAC] [mtu N] type ... */
static bool link_add(const struct command *c, size_t k)
{
	const char *parent = NULL, *name = NULL;

	for (; k < c->n; k++) {
		const char *next = word_at(c, k + 1);

		if (!strcmp(c->w[k], "type"))
			return name && link_type(c, name, parent, k + 1);
		if (!strcmp(c->w[k], "link") && next)
			parent = c->w[++k];
		else if ((!strcmp(c->w[k], "name") || !strcmp(c->w[k], "dev")) && next)
			name = c->w[++k];
		else if (!strcmp(c->w[k], "address") && next && name)
			command_set(c, name, "mac_address", c->w[++k]);
		else if (!strcmp(c->w[k], "mtu") && next && name)
			command_set(c, name, "mtu", c->w[++k]);
		else if (!name)
			name = c->w[k];
		else
			return false;
	}
	return false;
}

static bool set_master(const struct command *c, const char *name, const char *master)
{
	const struct draft_object *o = draft_find(c->h->d, master);
	bool bond = hash_get(c->h->made_bonds, master) || (o && o->kind == BOND);
	bool bridge = hash_get(c->h->made_bridges, master) || (o && o->kind == BRIDGE);

	if (bond || bridge)
		command_take_in(c, master, bond ? "slaves" : "ports", name);
	return bond || bridge;
}

/* ip link set [dev] NAME [up] [mtu N] [address MAC] [master NAME] [type ...] */
static bool link_set(const struct command *c, size_t k)
{
	const char *name;

	k += word_at(c, k) && !strcmp(c->w[k], "dev");
	name = word_at(c, k++);
	if (name && !strcmp(name, "up")) { /* ip link set up dev NAME */
		k += word_at(c, k) && !strcmp(c->w[k], "dev");
		name = word_at(c, k++);
	}
	for (; name && k < c->n; k++) {
		const char *next = word_at(c, k + 1);

		if (!strcmp(c->w[k], "type") && next && !c->down)
			return type_options(c, name, next, k + 2);
		if (!strcmp(c->w[k], "up"))
			continue;
		if (!strcmp(c->w[k], "down") && c->down)
			continue;
		if (!strcmp(c->w[k], "nomaster") && c->down)
			continue;
		if (!next || c->down)
			return false;
		if (!strcmp(c->w[k], "mtu"))
			command_set(c, name, "mtu", next);
		else if (!strcmp(c->w[k], "address"))
			command_set(c, name, "mac_address", next);
		else if (strcmp(c->w[k], "master") != 0 || !set_master(c, name, next))
			return false;
		k++;
	}
	return name;
}

static bool command_link(const struct command *c, size_t k)
{
	const char *verb = word_at(c, k);

	if (verb && is_short_for(verb, "add") && !c->down)
		return link_add(c, k + 1);
	if (verb && is_short_for(verb, "set"))
		return link_set(c, k + 1);
	return verb && is_short_for(verb, "delete") && c->down;
}

/* ---- ip addr ---- */

static bool command_addr(const struct command *c, size_t k)
{
	const char *verb = word_at(c, k), *address = word_at(c, k + 1), *dev = c->i->name;
	struct ip ip;

	if (!verb)
		return false;
	if (c->down)
		return is_short_for(verb, "delete") || is_short_for(verb, "flush");
	if ((!is_short_for(verb, "add") && strcmp(verb, "replace") != 0) || !address)
		return false;
	if (ip_parse(address, &ip))
		address = arena_printf(c->h->a, "%s/%d", address, ip.family == 4 ? 32 : 128);
	else if (!ip_parse_prefix(address, &ip))
		return false;
	for (k += 2; k + 1 < c->n; k += 2) {
		const char *word = c->w[k], *value = c->w[k + 1];
		struct ip brd, net = ip;

		if (!strcmp(word, "dev"))
			dev = value;
		else if (is_short_for(word, "broadcast") || !strcmp(word, "brd")) {
			if (strcmp(value, "+") != 0 && (!ip_parse(value, &brd) || !ip_within(&brd, &net) ||
							ip_edge(&brd, &net) != IP_BROADCAST))
				return false;
		} else if (strcmp(word, "label") != 0 &&
			   (strcmp(word, "scope") != 0 || strcmp(value, "global") != 0))
			return false;
	}
	if (k != c->n || !strcmp(dev, "lo"))
		return false;
	command_add(c, dev, "addresses", address);
	return true;
}

/* ---- ip route ---- */

static bool command_ip_route(const struct command *c, size_t k)
{
	const char *verb = word_at(c, k++), *to, *via = NULL, *dev = NULL, *metric = NULL;

	if (!verb)
		return false;
	if (c->down)
		return is_short_for(verb, "delete") || !strcmp(verb, "flush");
	if (!is_short_for(verb, "add") && !is_short_for(verb, "append") && !is_short_for(verb, "replace"))
		return false;
	k += word_at(c, k) && !strcmp(c->w[k], "to");
	to = word_at(c, k++);
	for (; to && k < c->n; k++) {
		const char *next = word_at(c, k + 1);

		if (!strcmp(c->w[k], "onlink"))
			continue;
		if (!next)
			return false;
		if (!strcmp(c->w[k], "via"))
			via = next;
		else if (!strcmp(c->w[k], "dev"))
			dev = next;
		else if (!strcmp(c->w[k], "metric"))
			metric = next;
		else
			return false;
		k++;
	}
	return to && command_add_route(c, to, via, dev, metric);
}

bool command_ip(const struct command *c)
{
	const char *what;
	size_t k = 1;

	while (k < c->n && (!strcmp(c->w[k], "-4") || !strcmp(c->w[k], "-6")))
		k++;
	what = word_at(c, k++);
	if (!what)
		return false;
	if (is_short_for(what, "link"))
		return command_link(c, k);
	if (is_short_for(what, "address"))
		return command_addr(c, k);
	return is_short_for(what, "route") && command_ip_route(c, k);
}
