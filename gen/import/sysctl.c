/* sysctl.conf(5): what of it concerns bonds, bridges and their addresses. The rest is no matter of a
 * description. */
#include <ctype.h>
#include <string.h>

#include "base/word.h"
#include "import/host_files.h"

enum { ARPTABLES, IPTABLES, IP6TABLES, VLAN_TAGGED, FILTERS };

struct filter {
	const char *value; /* NULL: not set */
	struct span at;
};

static const char *const filter_keys[] = {
	"net.bridge.bridge-nf-call-arptables",
	"net.bridge.bridge-nf-call-iptables",
	"net.bridge.bridge-nf-call-ip6tables",
	"net.bridge.bridge-nf-filter-vlan-tagged",
	NULL,
};

/* With slashes too; what comes first is the separator, and the other one a character: sysctl.d(5). */
static const char *key_of(struct arena *a, const char *text)
{
	char *key;
	size_t n;

	text += *text == '-'; /* errors are ignored */
	n = strcspn(text, "= \t");
	key = arena_strndup(a, text, n);
	if (key[strcspn(key, "./")] == '/')
		for (char *c = key; *c; c++)
			*c = *c == '/' ? '.' : *c == '.' ? '/' : *c;
	return key;
}

static bool makes_router(const char *key)
{
	return word_ends_in(key, ".ip_forward") || word_ends_in(key, ".forwarding");
}

/* templates/guest/venet-sysctl: with the guests of a description it comes again. */
static bool routes_for_guests(const struct source *s)
{
	static const char says[] = "# The host routes for its containers on venet0.";

	return memmem(s->bytes, s->len, says, sizeof(says) - 1);
}

/* Settings that say who answers ARP for what, or take IPv6 away; 0 is what there is without them. */
static bool concerns_us(const char *key)
{
	static const char *const ends[] = {".arp_ignore", ".arp_announce", ".arp_filter", ".proxy_arp",
					   ".disable_ipv6"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (word_ends_in(key, ends[i]))
			return true;
	return !strncmp(key, "net.bridge.", strlen("net.bridge."));
}

static void read_line(struct reading *r, const struct file_line *line, bool for_guests,
		      struct filter filters[FILTERS])
{
	const char *key = key_of(r->arena, line->text), *value = strchr(line->text, '=');
	struct span at;
	int which = word_pick(key, filter_keys);

	if (!value)
		return;
	for (value++; isspace((unsigned char)*value);)
		value++;
	at = line_part(line, value, strlen(value));
	if (which < 0) {
		if ((makes_router(key) ? !for_guests : concerns_us(key)) && strcmp(value, "0") != 0)
			import_loss(r, NULL, line->at, "a setting of the kernel: %s", key);
		return;
	}
	if (filters[which].value && strcmp(filters[which].value, value) != 0)
		import_fault(r, &IMP004, NULL, filters[which].at,
			     "%s is '%s' here and '%s' further on, which counts", key, filters[which].value,
			     value);
	filters[which] = (struct filter){value, at};
}

static void read_files(struct reading *r, bool in_directory, struct filter filters[FILTERS])
{
	struct read_file *f;
	struct file_line line;

	for (size_t at = 0; (f = reading_next(r, &kind_sysctl, &at));)
		if (!!strstr(f->file->path, "sysctl.d/") == in_directory) {
			bool for_guests = routes_for_guests(f->s);

			for (unsigned n = 0; next_line(r->arena, f->s, &n, &line);)
				read_line(r, &line, for_guests, filters);
		}
}

/* True if all is on, or all off: what is not set is what the kernel does by itself, which asks the firewall
 * of everything but of tagged frames (br_netfilter.c; before Linux 2.6.38 of those too). */
static bool say_one_thing(const struct filter filters[FILTERS])
{
	const char *calls = filters[IPTABLES].value, *tagged = filters[VLAN_TAGGED].value;

	for (int i = ARPTABLES; i <= IP6TABLES; i++)
		if (!filters[i].value || !calls || strcmp(filters[i].value, calls) != 0)
			return false;
	if (strcmp(calls, "0") != 0 && strcmp(calls, "1") != 0)
		return false;
	return tagged ? !strcmp(tagged, calls) : !strcmp(calls, "0");
}

void read_sysctls(struct reading *r)
{
	struct filter filters[FILTERS] = {{0}};

	/* sysctl --system comes to sysctl.conf last */
	read_files(r, true, filters);
	read_files(r, false, filters);
	if (say_one_thing(filters)) {
		draft_set(r->draft, &r->draft->host, "bridge_netfilter",
			  strcmp(filters[IPTABLES].value, "0") ? "true" : "false", filters[IPTABLES].at);
		return;
	}
	for (int i = 0; i < FILTERS; i++)
		if (filters[i].value)
			import_loss(r, NULL, filters[i].at,
				    "%s alone: bridge_netfilter is all of them, on or off", filter_keys[i]);
}
