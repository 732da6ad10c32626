/* Addresses: what the options of one stanza come to together. */
#include <stdlib.h>

#include "base/word.h"
#include "targets/debian/read.h"

/* Of each the last one in the stanza; of `address` all, as ifupdown2 takes them. */
struct address {
	const struct eni_option *address, *netmask, *broadcast, *network, *gateway;
};

int debian_prefix(const char *netmask)
{
	struct ip mask = {.family = 4};
	unsigned long bits;
	char *end;

	if (word_is_digits(netmask))
		return strlen(netmask) > 3 || atoi(netmask) > 128 ? -1 : atoi(netmask);
	if (strncmp(netmask, "0x", 2) != 0 || strlen(netmask) != 10)
		return ip_parse_mask(netmask);
	bits = strtoul(netmask, &end, 16);
	for (int k = 0; k < 4; k++)
		mask.b[k] = (uint8_t)(bits >> (24 - 8 * k));
	return *end ? -1 : ip_mask_length(&mask);
}

/* What the kernel and ifupdown take for the network of an IPv4 address without a netmask: its class. */
static int class_prefix(const struct ip *ip)
{
	return ip->b[0] < 128 ? 8 : ip->b[0] < 192 ? 16 : 24;
}

static struct eni_word first_word(struct eni_host *h, const struct eni_option *o)
{
	return eni_words(h->a, o).v[0];
}

/* Behind an address with prefix length ifupdown 0.8 reads on no further; elsewhere the rest goes to the
 * shell. */
static struct eni_word one_word(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	struct eni_words words = eni_words(h->a, o);
	struct finding *f;

	if (words.n == 1)
		return words.v[0];
	if (o->literal && !strcmp(o->key, "address") && strchr(words.v[0].text, '/')) {
		debian_idle(h, i->name, words.v[1].at,
			    "what follows the address is part of the value, and ignored");
		return words.v[0];
	}
	f = import_fault(h->r, &IMP002, i->name, words.v[1].at, "'%s' is part of the value of '%s'",
			 words.v[1].text, o->key);
	f->consequence = "interfaces(5) knows comments on lines of their own only; the command that ifup "
			 "makes of it fails";
	f->help = arena_printf(h->a, "%s %s", o->key, words.v[0].text);
	return words.v[0];
}

/* "10.0.0.1/24" from address and netmask. ifupdown 0.8.41 goes by `netmask` where both are there; without
 * both an IPv6 address is alone in its network. */
static const char *address_text(struct eni_host *h, const struct address *a, struct eni_word w,
				const char *netmask)
{
	const char *slash = strchr(w.text, '/');
	const char *plain = slash ? arena_strndup(h->a, w.text, (size_t)(slash - w.text)) : w.text;
	int prefix = netmask ? debian_prefix(netmask) : -1;
	struct ip ip;

	if (prefix >= 0)
		return arena_printf(h->a, "%s/%d", plain, prefix);
	if (a->netmask || slash || !ip_parse(plain, &ip))
		return w.text;
	import_fault(h->r, &IMP008, NULL, w.at,
		     "'%s' has no netmask: read as ifupdown and the kernel do, by %s", w.text,
		     ip.family == 4 ? "its class" : "itself alone");
	return arena_printf(h->a, "%s/%d", plain, ip.family == 4 ? class_prefix(&ip) : 128);
}

static const char *netmask_text(struct eni_host *h, const struct eni_iface *i, const struct address *a)
{
	struct eni_word w;

	if (!a->netmask)
		return NULL;
	w = one_word(h, i, a->netmask);
	if (debian_prefix(w.text) < 0)
		import_fault(h->r, &IMP002, i->name, w.at, "'%s' is not a netmask", w.text);
	return w.text;
}

/* ---- what follows from the address ---- */

static void check_broadcast(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o,
			    const struct ip *address)
{
	struct eni_word w = first_word(h, o);
	struct ip ip;

	if (!strcmp(w.text, "+") ||
	    (ip_parse(w.text, &ip) && ip_within(&ip, address) && ip_edge(&ip, address) == IP_BROADCAST))
		return;
	import_loss(h->r, i->name, o->at, "the broadcast address of '%s' is not that of its network",
		    i->name);
}

static void check_network(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o,
			  const struct ip *address)
{
	struct ip net = ip_network(address), ip;

	if (!ip_parse(first_word(h, o).text, &ip) || !ip_same(&ip, &net))
		import_loss(h->r, i->name, o->at, "`network` is not the network of the address of '%s'",
			    i->name);
}

static void add_gateway(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	struct eni_word w = one_word(h, i, o);
	struct ip ip;
	bool six = ip_parse(w.text, &ip) ? ip.family == 6 : strchr(w.text, ':') != NULL;

	debian_set(h, i->o, six ? "gateway6" : "gateway", w.text, w.at);
}

/* ---- a stanza ---- */

static struct address options_of(struct eni_host *h, const struct eni_part *p)
{
	struct address a = {0};

	for (size_t k = 0; k < p->n; k++) {
		const struct eni_option *o = &p->options[k];
		const struct eni_key *key = eni_key_find(h->a, o->key);

		switch (key ? key->use : USE_UNKNOWN) {
		case USE_ADDRESS:
			a.address = o;
			break;
		case USE_NETMASK:
			a.netmask = o;
			break;
		case USE_BROADCAST:
			a.broadcast = o;
			break;
		case USE_NETWORK:
			a.network = o;
			break;
		case USE_GATEWAY:
			a.gateway = o;
			break;
		default:
			break;
		}
	}
	return a;
}

/* 0.0.0.0 is the address of an interface that has none. */
static bool is_no_address(const char *text)
{
	return !strncmp(text, "0.0.0.0", 7) && (!text[7] || text[7] == '/');
}

static void add_addresses(struct eni_host *h, struct eni_iface *i, struct eni_part *p,
			  const struct address *a)
{
	const char *netmask = netmask_text(h, i, a), *text = NULL;
	struct ip ip;

	for (size_t k = 0; k < p->n; k++) {
		const struct eni_key *key = eni_key_find(h->a, p->options[k].key);
		struct eni_word w;

		if (!key || key->use != USE_ADDRESS)
			continue;
		w = one_word(h, i, &p->options[k]);
		if (is_no_address(w.text))
			continue;
		if (text && !h->dialect)
			import_fault(h->r, &IMP004, i->name, w.at, "'address' is given twice in one stanza")
				->consequence =
				"ifupdown2 takes both; ifupdown makes one value of two lines of "
				"them, and the command fails";
		text = address_text(h, a, w, netmask);
		debian_add(h, i->o, "addresses", text, w.at);
	}
	if (!text || !ip_parse_prefix(text, &ip))
		return;
	if (a->broadcast)
		check_broadcast(h, i, a->broadcast, &ip);
	if (a->network)
		check_network(h, i, a->network, &ip);
}

/* What a method does not take does nothing. */
static void say_ignored(struct eni_host *h, const struct eni_iface *i, const struct eni_part *p,
			const struct eni_option *o)
{
	if (o)
		debian_idle(h, i->name, o->key_at, "method %s takes no '%s'", p->method, o->key);
}

void debian_read_addresses(struct eni_host *h, struct eni_iface *i, struct eni_part *p)
{
	struct address a = options_of(h, p);
	bool taken = !p->method || !strcmp(p->method, "static");
	struct finding *f;

	if (!taken) {
		say_ignored(h, i, p, a.address);
		say_ignored(h, i, p, a.netmask);
		say_ignored(h, i, p, a.broadcast);
		say_ignored(h, i, p, a.network);
		/* inet6 auto does take a router */
		if (a.gateway && p->family == 6 && !strcmp(p->method, "auto"))
			add_gateway(h, i, a.gateway);
		else
			say_ignored(h, i, p, a.gateway);
		return;
	}
	if (!a.address && p->method && !h->dialect) {
		f = import_fault(h->r, &DEB001, i->name, p->name->at,
				 "'%s' is static and has no address: its ifup fails", i->name);
		f->consequence = "ifup says 'missing required variable: address' and runs neither its hooks "
				 "nor its lines";
		f->help =
			arena_printf(h->a, "iface %s %s manual", i->name, p->family == 6 ? "inet6" : "inet");
	}
	add_addresses(h, i, p, &a);
	if (a.gateway)
		add_gateway(h, i, a.gateway);
}
