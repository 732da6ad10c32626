/* What the tools and kernels of a Debian release cannot do. */
#include "model/rows.h"
#include "targets/debian/debian.h"

enum { NAME_SERVERS = 3 }; /* MAXNS of the C library: the others are never asked */

static void option_limit(struct render *r, const struct iface *bond, enum bond_option o)
{
	const char *name = bond_option_name(o), *path = iface_field_path(r->arena, bond, name);
	const char *mode = bond->option[OPT_MODE].s, *value = o < BOND_OPTIONS ? bond->option[o].s : "";
	const char *system = r->os->title;

	switch (bond_option_way(r->os, bond, o)) {
	case WAY_LOST:
		loss(r, "LOSS001", bond->name, path, "the kernel of %s knows no %s%s%s", system, name,
		     *value ? " " : "", value);
		break;
	case WAY_DEFAULT:
		loss(r, "LOSS003", bond->name, path, "the kernel of %s knows no %s; it does as with %s",
		     system, name, value);
		break;
	case WAY_IDLE:
		if (o == OPT_PEER_NOTIF_DELAY && bond_number(bond, OPT_MODE) == ACTIVE_BACKUP)
			loss(r, "LOSS003", bond->name, path, "%s has no meaning without miimon", name);
		else
			loss(r, "LOSS003", bond->name, path, "%s has no meaning in mode %s", name, mode);
		break;
	default:
		break;
	}
}

static void vlan_limit(struct render *r, const struct iface *vlan)
{
	struct finding *f;

	if (vlan_maker(r->net, vlan) != VLAN_MISTAKEN)
		return;
	f = loss(r, "LOSS001", vlan->name, vlan->path,
		 "the network scripts of %s read another VLAN in the name '%s'", r->os->title, vlan->name);
	f->help = arena_printf(r->arena, "leave the name out: %s.%ld", vlan->lower.v[0]->name,
			       vlan->vlan->id.n);
}

static void iface_limits(struct render *r, const struct iface *i)
{
	const struct common *c = i->common;

	if (number_or(&c->dhcp6, 0) && !r->os->eni.dhcp6)
		loss(r, "LOSS001", i->name, iface_field_path(r->arena, i, "dhcp6"),
		     "ifupdown of %s has no method for DHCPv6", r->os->title);
	for (size_t k = 0; k < c->routes.n; k++)
		if (c->routes.v[k].to.ip.family != c->routes.v[k].via.ip.family)
			loss(r, "LOSS001", i->name, field_path(r->arena, c->routes.v[k].path, "via"),
			     "%s cannot be reached via %s: one is IPv4, the other IPv6", c->routes.v[k].to.s,
			     c->routes.v[k].via.s);
	if (i->kind == VLAN)
		vlan_limit(r, i);
	for (int o = 0; i->kind == BOND && o < BOND_OPTIONS; o++)
		option_limit(r, i, (enum bond_option)o);
	if (i->kind == BOND)
		option_limit(r, i, OPT_NS_IP6_TARGET);
}

static void dns_limits(struct render *r, const struct values *list, const char *field, size_t most,
		       const char *what)
{
	const char *dns = list->from == SITE ? "site:dns" : "dns";

	for (size_t i = most; i < list->n; i++)
		loss(r, "LOSS001", r->net->host->host.s, element_path(r->arena, dns, field, i),
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
