/* What the tools and kernels of a Debian release cannot do. */
#include <string.h>

#include "base/word.h"
#include "targets/debian/debian.h"

enum { NAME_SERVERS = 3 }; /* MAXNS of the C library: the others are never asked */

static void vlan_limit(struct render *r, const struct iface *vlan)
{
	struct finding *f;

	if (debian_vlan_maker(r->net, vlan) != VLAN_MISTAKEN)
		return;
	f = loss(r, &LOSS001, vlan->name, vlan->path,
		 "the network scripts of %s read another VLAN in the name '%s'", r->os->title, vlan->name);
	f->help = arena_printf(r->arena, "leave the name out: %s.%ld", vlan->lower.v[0]->name,
			       vlan->vlan->id.n);
}

/* ifupdown makes a VLAN of whatever is called INTERFACE.NUMBER, a bridge or bond too (0.8.41: even with
 * bridge_ports). */
static void name_limit(struct render *r, const struct iface *i)
{
	const char *dot = strchr(i->name, '.');
	struct finding *f;

	if (i->kind == VLAN || !dot || !word_is_digits(dot + 1) ||
	    !net_find(r->net, arena_strndup(r->arena, i->name, (size_t)(dot - i->name))))
		return;
	f = loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "name"),
		 "the network scripts of %s read a VLAN in the name '%s'", r->os->title, i->name);
	f->help = "a name without a dot";
}

static void iface_limits(struct render *r, const struct iface *i)
{
	if (number_or(&i->common->dhcp6, 0) && !r->os->eni.dhcp6)
		loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "dhcp6"),
		     "ifupdown of %s has no method for DHCPv6", r->os->title);
	if (i->kind == VLAN)
		vlan_limit(r, i);
	name_limit(r, i);
}

static void dns_limits(struct render *r, const struct values *list, const char *field, size_t most,
		       const char *what)
{
	for (size_t i = most; i < list->n; i++)
		loss(r, &LOSS001, r->net->host->host.s, element_path(r->arena, dns_path(list), field, i),
		     "the resolver of %s takes %zu %s", r->os->title, most, what);
}

void debian_limits(struct render *r)
{
	const struct dns *dns = &r->net->host->dns;

	dns_limits(r, &dns->servers, "servers", NAME_SERVERS, "name servers");
	if (r->os->eni.search_domains)
		dns_limits(r, &dns->search, "search", (size_t)r->os->eni.search_domains, "domains to search");
	for (size_t k = 0; k < r->net->ifaces.n; k++)
		iface_limits(r, r->net->ifaces.v[k]);
}
