/*
 * Name servers: ifup-post puts DNS1, DNS2 (RHEL 7: DNS3 too) and DOMAIN of one ifcfg file into
 * /etc/resolv.conf, the domains only together with a server. dhclient-script writes that file too, at each
 * lease, unless PEERDNS is no; ifup-post does its part then all the same if RESOLV_MODS is yes.
 */
#include "targets/resolver.h"
#include "targets/rhel/rhel.h"

enum { DNS_KEYS = 3 }; /* of the template */

static bool is_dynamic(const struct iface *i)
{
	return !rhel_is_enslaved(i) && (iface_is_dynamic(i));
}

/* Whether it comes up at boot, has a router, and has fixed addresses alone: in this order of weight. */
static int fitness(const struct render *r, const struct iface *i)
{
	const struct common *c = i->common;

	if (rhel_is_enslaved(i) || !iface_has_address(i) || !rhel_is_rendered(r, i))
		return 0;
	return 1 + 8 * rhel_onboot(i) + 4 * has(&c->gateway) + 2 * has(&c->gateway6) + !is_dynamic(i);
}

const struct iface *rhel_dns_holder(const struct render *r)
{
	const struct net *net = r->net;
	const struct iface *best = NULL;

	for (size_t k = 0; net->host->dns.servers.n && k < net->ifaces.n; k++)
		if (fitness(r, net->ifaces.v[k]) > (best ? fitness(r, best) : 0))
			best = net->ifaces.v[k];
	return best;
}

void rhel_dns_limits(struct render *r)
{
	const struct dns *dns = &r->net->host->dns;
	const char *servers = dns_path(&dns->servers), *search = dns_path(&dns->search);
	const char *host = r->net->host->host.s;

	if (dns->search.n && !dns->servers.n)
		loss(r, &LOSS001, host, field_path(r->arena, search, "search"),
		     "domains to search need a name server beside them: "
		     "ifup-post writes both or neither")
			->help = "servers: [ADDRESS]        beside search";
	if (dns->servers.n && !r->rhel->dns_holder) {
		loss(r, &LOSS001, host, field_path(r->arena, servers, "servers"),
		     "no interface has an address, and name servers are written with one")
			->help = "addresses: [ADDRESS/PREFIX]        on an interface that is no slave and no port";
		return;
	}
	if (dns->servers.n)
		resolver_search_limits(r);
	for (size_t k = (size_t)r->os->ifcfg.dns_servers; k < dns->servers.n; k++)
		loss(r, &LOSS001, host, element_path(r->arena, servers, "servers", k),
		     "name server %s is not written: the network scripts of this release know DNS1 to DNS%d",
		     dns->servers.v[k].s, r->os->ifcfg.dns_servers)
			->help = arena_printf(r->arena, "servers: %s",
					      values_yaml(r->arena, &dns->servers, (size_t)r->os->ifcfg.dns_servers));
}

void rhel_dns_view(struct render *r, const struct iface *i, struct view *v)
{
	static const char *const keys[DNS_KEYS] = {"dns1", "dns2", "dns3"};
	const struct iface *holder = r->rhel->dns_holder;
	const struct dns *dns = &r->net->host->dns;
	size_t nsearch = resolver_searched(r->os, &dns->search);
	bool here = i == holder;

	view_word(v, "peerdns", holder && is_dynamic(i) ? "no" : here ? "yes" : NULL);
	view_word(v, "resolv_mods", here && is_dynamic(i) ? "yes" : NULL);
	for (size_t k = 0; k < DNS_KEYS; k++)
		view_word(v, keys[k],
			  here && k < dns->servers.n && k < (size_t)r->os->ifcfg.dns_servers
				  ? dns->servers.v[k].s
				  : NULL);
	view_words(v, "domain", values_texts(r->arena, &dns->search), here ? nsearch : 0);
}
