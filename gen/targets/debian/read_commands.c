/* The commands of net-tools, ifenslave, bridge-utils and vlan, and what is written to sysfs. */
#include "base/word.h"
#include "targets/debian/read_lines.h"

static const char *word_at(const struct command *c, size_t k)
{
	return k < c->n ? c->w[k] : "";
}

/* ---- net-tools ---- */

/* ifconfig NAME [0.0.0.0] [up] [mtu N] [hw ether MAC] [ADDRESS netmask MASK] */
bool command_ifconfig(const struct command *c)
{
	const char *name = word_at(c, 1), *address = NULL, *netmask = NULL;
	struct ip ip;

	for (size_t k = 2; k < c->n; k++) {
		const char *word = c->w[k], *next = word_at(c, k + 1);

		if (!strcmp(word, "up") || !strcmp(word, "0.0.0.0") || (c->down && !strcmp(word, "down")))
			continue;
		if (c->down)
			return false;
		if (!strcmp(word, "mtu") && *next) {
			command_set(c, name, "mtu", next);
			k++;
		} else if (!strcmp(word, "hw") && !strcmp(next, "ether") && *word_at(c, k + 2)) {
			command_set(c, name, "mac_address", word_at(c, k + 2));
			k += 2;
		} else if (!strcmp(word, "netmask") && *next) {
			netmask = next;
			k++;
		} else if (ip_parse(word, &ip) && ip.family == 4 && !address) {
			address = word;
		} else {
			return false;
		}
	}
	if (!address)
		return *name && c->n > 2 && !netmask;
	if (!netmask || debian_prefix(netmask) < 0 || strchr(name, ':'))
		return false;
	command_add(c, name, "addresses", arena_printf(c->h->a, "%s/%d", address, debian_prefix(netmask)));
	return true;
}

/* route [-A inet6] add [-net|-host] TO [netmask MASK] [gw VIA] [metric N] [[dev] NAME] */
bool command_route(const struct command *c)
{
	const char *to, *via = NULL, *dev = NULL, *metric = NULL, *netmask = NULL;
	size_t k = 1;
	struct ip ip;

	k += 2 * (size_t)(!strcmp(word_at(c, k), "-A") && !strcmp(word_at(c, k + 1), "inet6"));
	if (c->down)
		return !strcmp(word_at(c, k), "del");
	if (strcmp(word_at(c, k++), "add") != 0)
		return false;
	k += !strcmp(word_at(c, k), "-net") || !strcmp(word_at(c, k), "-host");
	to = word_at(c, k++);
	for (; k < c->n; k++) {
		const char *next = word_at(c, k + 1);

		if (!strcmp(c->w[k], "netmask") && *next)
			netmask = c->w[++k];
		else if ((!strcmp(c->w[k], "gw") || !strcmp(c->w[k], "gateway")) && *next)
			via = c->w[++k];
		else if (!strcmp(c->w[k], "metric") && *next)
			metric = c->w[++k];
		else if (!strcmp(c->w[k], "dev") && *next)
			dev = c->w[++k];
		else if (k + 1 == c->n)
			dev = c->w[k];
		else
			return false;
	}
	if (netmask && !ip_parse(to, &ip))
		return false;
	if (netmask && debian_prefix(netmask) < 0)
		return false;
	if (netmask)
		to = arena_printf(c->h->a, "%s/%d", to, debian_prefix(netmask));
	return *to && command_add_route(c, to, via, dev, metric);
}

/* ---- bonds, bridges, VLANs ---- */

/* ifenslave [-f] BOND SLAVE...; with -d they are released. */
bool command_ifenslave(const struct command *c)
{
	size_t k = 1;

	if (c->down)
		return !strcmp(word_at(c, 1), "-d");
	k += !strcmp(word_at(c, k), "-f") || !strcmp(word_at(c, k), "-v");
	if (k + 1 >= c->n || *c->w[k] == '-')
		return false;
	for (size_t s = k + 1; s < c->n; s++)
		command_take_in(c, c->w[k], "slaves", c->w[s]);
	return true;
}

bool command_brctl(const struct command *c)
{
	static const struct {
		const char *verb, *key;
	} values[] = {
		{"setfd", "forward_delay"}, {"setageing", "ageing"},       {"sethello", "hello_time"},
		{"setmaxage", "max_age"},   {"setbridgeprio", "priority"}, {"stp", "stp"},
	};
	const char *verb = word_at(c, 1), *bridge = word_at(c, 2), *value = word_at(c, 3);

	if (!*bridge)
		return false;
	if (c->down)
		return !strcmp(verb, "delif") || !strcmp(verb, "delbr");
	if (!strcmp(verb, "addbr") && c->n == 3) {
		command_kind(c, bridge, BRIDGE);
		return true;
	}
	if (!*value)
		return false;
	for (size_t k = 3; k < c->n && !strcmp(verb, "addif"); k++)
		command_take_in(c, bridge, "ports", c->w[k]);
	if (!strcmp(verb, "addif"))
		return true;
	for (size_t k = 0; k < sizeof(values) / sizeof(*values) && c->n == 4; k++) {
		if (strcmp(verb, values[k].verb) != 0)
			continue;
		if (!strcmp(value, "1") && !strcmp(verb, "stp"))
			value = "true";
		command_set(c, bridge, values[k].key, value);
		return true;
	}
	return false;
}

/* vconfig add PARENT ID makes PARENT.ID, unless another way of naming was set. */
bool command_vconfig(const struct command *c)
{
	const char *verb = word_at(c, 1);

	if (!strcmp(verb, "rem"))
		return c->down && c->n == 3;
	if (!strcmp(verb, "set_name_type"))
		return !strcasecmp(word_at(c, 2), "DEV_PLUS_VID_NO_PAD") && c->n == 3;
	if (strcmp(verb, "add") != 0 || c->n != 4 || c->down)
		return false;
	command_vlan(c, arena_printf(c->h->a, "%s.%s", c->w[2], c->w[3]), c->w[2], c->w[3]);
	return true;
}

/* ---- sysfs ---- */

/* "/sys/class/net/bond0/bonding/miimon" in three: false where it is not that long. */
static bool split(struct arena *a, const char *path, const char **name, const char **dir, const char **file)
{
	static const char net[] = "/sys/class/net/";
	size_t n;

	if (strncmp(path, net, sizeof(net) - 1) != 0)
		return false;
	path += sizeof(net) - 1;
	n = strcspn(path, "/");
	*name = arena_strndup(a, path, n);
	path += n + (path[n] == '/');
	n = strcspn(path, "/");
	*file = path + n + (path[n] == '/');
	*dir = arena_strndup(a, path, n);
	return **name && **dir;
}

/* Without a shell's quotes a value with blanks is several words. */
static const char *written(const struct command *c)
{
	struct text t;

	text_init(&t, c->h->a);
	for (size_t k = 1; k < c->n; k++)
		if (k > 1 || strcmp(c->w[k], "-n") != 0)
			text_join(&t, " ", c->w[k]);
	return t.len ? t.s : "";
}

static bool write_masters(const struct command *c, const char *value)
{
	if (*value == '-')
		return c->down;
	if (*value != '+')
		return false;
	command_kind(c, value + 1, BOND);
	return true;
}

bool command_echo(const struct command *c)
{
	const char *name, *dir, *file, *value = written(c);

	if (!c->to)
		return true; /* it says something, and does nothing */
	if (!strcmp(c->to, "/sys/class/net/bonding_masters"))
		return write_masters(c, value);
	if (!split(c->h->a, c->to, &name, &dir, &file) || !*value)
		return false;
	if (!strcmp(dir, "bonding") && c->down)
		return *value == '-';
	if (!strcmp(dir, "bonding"))
		return command_bond_option(c, name, file, value);
	if (!strcmp(dir, "mtu") && !*file && !c->down) {
		command_set(c, name, "mtu", value);
		return true;
	}
	if (!strcmp(dir, "bridge") && !strcmp(file, "stp_state") && !c->down) {
		command_set(c, name, "stp", !strcmp(value, "0") ? "false" : "true");
		return true;
	}
	return false;
}
