/* What ties the names of NICs to their addresses: rules of udev, and .link files. */
#include <string.h>

#include "base/word.h"
#include "import/host_files.h"

void name_nic(struct reading *r, const char *name, const char *mac, struct span mac_at, struct span at)
{
	struct draft_object *o = draft_find(r->draft, name);
	const struct draft_field *had = o ? draft_get(o, "mac") : NULL;

	if (!o || (o->kind != -1 &&
		   o->kind != NIC)) { /* a card that was taken out, or has no part in the network */
		import_loss(r, name, at, "a NIC '%s' that no file of the network sets up", name)->severity =
			INFO;
		return;
	}
	if (had && strcasecmp(had->text, mac) != 0)
		finding_note(r->findings,
			     import_fault(r, &IMP004, name, mac_at,
					  "'%s' is the NIC %s here: it gets this name at boot", name, mac),
			     (struct place){.span = had->at},
			     arena_printf(r->arena, "and %s here", had->text));
	else if (!had)
		draft_set(r->draft, o, "mac", mac, mac_at);
}

/* ---- udev ---- */

enum { PAIRS = 32 };

struct pair {
	const char *key, *op, *value;
	struct span at; /* of the value */
};

/* KEY{attribute}=="value", one after another; what fits that no longer ends the rule. */
static size_t read_pairs(struct arena *a, const struct file_line *line, struct pair pairs[PAIRS])
{
	const char *s = line->text;
	size_t n = 0;

	while (n < PAIRS && *(s += strspn(s, ", \t\\\n"))) {
		size_t key = strcspn(s, "=!+:"), op = strspn(s + key, "=!+:"), len;
		const char *value = s + key + op;

		while (key && s[key - 1] == ' ')
			key--;
		value += strspn(value, " \t");
		if (!op || *value != '"' || !strchr(value + 1, '"'))
			break;
		len = strcspn(++value, "\"");
		pairs[n++] = (struct pair){arena_strndup(a, s, key), arena_strndup(a, value - op - 1, op),
					   arena_strndup(a, value, len), line_part(line, value, len)};
		s = value + len + 1;
	}
	return n;
}

static const struct pair *find_pair(const struct pair *pairs, size_t n, const char *key, bool match)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(pairs[i].key, key) && !!(strstr(pairs[i].op, "==")) == match)
			return &pairs[i];
	return NULL;
}

/* SYSFS{} and ATTR{} are what ATTRS{} was called before and is called now. */
static const struct pair *find_address(const struct pair *pairs, size_t n)
{
	static const char *const keys[] = {"ATTR{address}", "ATTRS{address}", "SYSFS{address}"};
	const struct pair *p = NULL;

	for (size_t i = 0; !p && i < sizeof(keys) / sizeof(*keys); i++)
		p = find_pair(pairs, n, keys[i], true);
	return p;
}

static void read_rule(struct reading *r, const struct file_line *line)
{
	struct pair pairs[PAIRS];
	size_t n = read_pairs(r->arena, line, pairs);
	const struct pair *name = find_pair(pairs, n, "NAME", false), *mac = find_address(pairs, n),
			  *subsystem = find_pair(pairs, n, "SUBSYSTEM", true);

	if (!subsystem || strcmp(subsystem->value, "net") != 0)
		return;
	if (name && strpbrk(name->value, "%$")) /* whatever the kernel or a program says */
		name = NULL;
	if (name && mac)
		name_nic(r, name->value, mac->value, mac->at, line->at);
	else if (name || find_pair(pairs, n, "RUN", false) || find_pair(pairs, n, "PROGRAM", false))
		import_loss(r, name ? name->value : NULL, line->at,
			    name ? "the name of '%s' hangs on something else than an address"
				 : "something that udev does for NICs%s",
			    name ? name->value : "");
}

/* Long rules go on in the next line behind a backslash. */
static bool next_rule(struct arena *a, const struct source *s, unsigned *n, struct file_line *rule)
{
	struct file_line more;
	const char *end;

	if (!next_line(a, s, n, rule))
		return false;
	end = rule->text;
	while (*end && end[strlen(end) - 1] == '\\' && next_line(a, s, n, &more)) {
		end = more.text;
		rule->at.to = more.at.to;
	}
	if (end != rule->text) /* as it stands in the file, so that places in it stay exact */
		rule->text = arena_strndup(a, s->bytes + rule->at.from, rule->at.to - rule->at.from);
	return true;
}

void read_udev_names(struct reading *r)
{
	struct read_file *f;
	struct file_line rule;

	for (size_t at = 0; (f = reading_next(r, &kind_udev, &at));)
		for (unsigned n = 0; next_rule(r->arena, f->s, &n, &rule);)
			read_rule(r, &rule);
}

/* ---- .link ---- */

struct link {
	const char *name, *mac, *mtu;
	struct span mac_at, mtu_at, at;
};

/* systemd.link(5). What chooses the name otherwise, or describes the file, sets nothing of a description. */
static const char *const harmless[] = {"OriginalName",
				       "NamePolicy",
				       "AlternativeNamesPolicy",
				       "Description",
				       "Driver",
				       "MACAddressPolicy",
				       "Type",
				       "Path",
				       "Alias",
				       "AlternativeName",
				       NULL};

static void read_link_line(struct reading *r, const struct file_line *line, bool match, struct link *l)
{
	const char *value = strchr(line->text, '='), *key;
	size_t n = strcspn(line->text, "= \t");

	if (!value)
		return;
	value += 1 + strspn(value + 1, " \t");
	key = arena_strndup(r->arena, line->text, n);
	if (match && (!strcmp(key, "MACAddress") || !strcmp(key, "PermanentMACAddress"))) {
		l->mac = value;
		l->mac_at = line_part(line, value, strlen(value));
	} else if (!match && !strcmp(key, "Name")) {
		l->name = value;
		l->at = line->at;
	} else if (!match && !strcmp(key, "MTUBytes") && word_is_digits(value)) {
		l->mtu = value;
		l->mtu_at = line_part(line, value, strlen(value));
	} else if (word_pick(key, harmless) < 0) {
		import_loss(r, l->name, line->at, "a setting of a .link file: %s", key);
	}
}

static void use_link(struct reading *r, const struct link *l)
{
	struct draft_object *o = l->name ? draft_find(r->draft, l->name) : NULL;

	if (l->name && l->mac)
		name_nic(r, l->name, l->mac, l->mac_at, l->at);
	else if (l->name)
		import_loss(r, l->name, l->at, "the name of '%s' hangs on something else than an address",
			    l->name);
	if (!l->mtu)
		return;
	if (o && !draft_get(o, "mtu"))
		draft_set(r->draft, o, "mtu", l->mtu, l->mtu_at);
	else
		import_loss(r, l->name, l->mtu_at, "an MTU that is set when the NIC appears");
}

static void read_link(struct reading *r, const struct source *s)
{
	struct link l = {0};
	bool match = false;
	struct file_line line;

	for (unsigned n = 0; next_line(r->arena, s, &n, &line);)
		if (*line.text == '[')
			match = !strcmp(line.text, "[Match]");
		else
			read_link_line(r, &line, match, &l);
	use_link(r, &l);
}

void read_links(struct reading *r)
{
	struct read_file *f;

	for (size_t at = 0; (f = reading_next(r, &kind_link, &at));)
		read_link(r, f->s);
}
