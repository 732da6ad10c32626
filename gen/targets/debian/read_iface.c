/* One interface: its stanzas, and what people wrote about it. */
#include "targets/debian/read.h"

/* Accepting router advertisements is what the kernel does by itself, and writing it down has no place. */
static void read_method(struct eni_host *h, struct eni_iface *i, struct eni_part *p)
{
	struct span at = p->s->words.n > 2 ? p->s->words.v[2].at : p->name->at;

	if (!p->method)
		return;
	if (!strcmp(p->method, "dhcp"))
		debian_set(h, i->o, p->family == 6 ? "dhcp6" : "dhcp", "true", at);
	else if (!strcmp(p->method, "auto"))
		import_loss(h->r, i->name, at,
			    "addresses by router advertisements have no place in a description");
}

/* What people wrote in front of the stanza of its `auto` and of its own, and between the options. Above what
 * bondwright wrote itself, it is the comment of the description. */
static void read_comments(struct eni_host *h, struct draft_object *o, const struct eni_stanza *s)
{
	import_comments(h->r, o, s->comments.first, s->ours ? AS_FIELD : AS_LINES, s->at);
}

static void read_comments_of_auto(struct eni_host *h)
{
	for (size_t k = 0; k < h->all.n; k++) {
		const struct eni_stanza *s = &h->all.v[k];
		const struct eni_iface *i = NULL;

		/* what is said of lo is said of no other that stands beside it */
		if ((s->type != ENI_AUTO && s->type != ENI_ALLOW) ||
		    (s->words.n && !strcmp(s->words.v[0].text, "lo")))
			continue;
		for (size_t n = 0; n < s->words.n && !(i && i->o); n++)
			i = debian_find(h, s->words.v[n].text);
		if (i && i->o)
			read_comments(h, i->o, s);
	}
}

/* The loopback interface is there anyway. Its stanza is a place for lines, and for name servers. */
static void read_loopback(struct eni_host *h, struct eni_iface *i, const struct eni_part *p,
			  const struct eni_option *o)
{
	struct ip ip;

	switch (debian_use(h, o)) {
	case USE_SERVERS:
		debian_add_dns(h, "servers", o);
		return;
	case USE_SEARCH:
		debian_add_dns(h, "search", o);
		return;
	case USE_UP:
	case USE_DOWN:
		debian_read_command(h, i, o, debian_use(h, o) == USE_DOWN);
		return;
	case USE_ADDRESS:
		if ((ip_parse(o->value, &ip) || ip_parse_prefix(o->value, &ip)) &&
		    (ip.family == 4 ? ip.b[0] == 127 : strchr(o->value, ':') == o->value))
			return;
		break;
	case USE_NETMASK:
		if (p->method && !strcmp(p->method, "loopback"))
			return;
		break;
	default:
		break;
	}
	import_loss(h->r, p->name->text, o->key_at,
		    "'%s' of the loopback interface has no place in a description", o->key);
}

static void read_part(struct eni_host *h, struct eni_iface *i, struct eni_part *p)
{
	read_comments(h, i->o, p->s);
	read_method(h, i, p);
	debian_read_addresses(h, i, p);
	for (size_t k = 0; k < p->n; k++)
		debian_read_option(h, i, p, &p->options[k]);
}

void debian_read_ifaces(struct eni_host *h)
{
	read_comments_of_auto(h);
	for (size_t k = 0; k < h->n; k++) {
		struct eni_iface *i = h->v[k];

		for (size_t n = 0; n < i->n; n++) {
			struct eni_part *p = i->parts[n];

			if (i->o)
				read_part(h, i, p);
			for (size_t m = 0; m < p->n && !i->o && !strcmp(i->name, "lo"); m++)
				read_loopback(h, i, p, &p->options[m]);
		}
	}
	for (size_t k = 0; k < h->nprimaries; k++)
		debian_read_primary(h, h->primaries[k].i, h->primaries[k].o);
	debian_say_lost(h);
}
