/*
 * Name servers: ifup-post puts DNS1, DNS2 (RHEL 7: DNS3 too) and DOMAIN of one ifcfg file into
 * /etc/resolv.conf, the domains only together with a server. dhclient-script writes that file too, at each
 * lease, unless PEERDNS is no; ifup-post does its part then all the same if RESOLV_MODS is yes.
 */
#include <string.h>

#include "targets/rhel/rhel.h"

enum {
	DNS_KEYS = 3,       /* of the template */
	SEARCH_CHARS = 256, /* that the old resolver keeps of all domains: resolv.conf(5) */
};

static bool is_dynamic(const struct iface *i)
{
	return !rhel_is_enslaved(i) && (number_or(&i->common->dhcp, 0) || number_or(&i->common->dhcp6, 0));
}

/* Whether it comes up at boot, has a router, and has fixed addresses alone: in this order of weight. */
static int fitness(const struct net *net, const struct iface *i)
{
	const struct common *c = i->common;

	if (rhel_is_enslaved(i) || !iface_has_address(i) || !rhel_is_rendered(net, i))
		return 0;
	return 1 + 8 * rhel_onboot(i) + 4 * has(&c->gateway) + 2 * has(&c->gateway6) + !is_dynamic(i);
}

/* The interface whose file names the name servers; NULL: none can. */
static const struct iface *holder_of(const struct net *net)
{
	const struct iface *best = NULL;

	for (size_t k = 0; net->host->dns.servers.n && k < net->ifaces.n; k++)
		if (fitness(net, net->ifaces.v[k]) > (best ? fitness(net, best) : 0))
			best = net->ifaces.v[k];
	return best;
}

/* How many of the domains are searched. */
static size_t searched(const struct release *os, const struct values *search)
{
	size_t n = 0, chars = 0;

	while (n < search->n && (!os->ifcfg.search_domains || n < (size_t)os->ifcfg.search_domains)) {
		chars += strlen(search->v[n].s) + 1;
		if (os->ifcfg.search_domains && chars > SEARCH_CHARS)
			break;
		n++;
	}
	return n;
}

void rhel_dns_limits(struct render *r)
{
	const struct dns *dns = &r->net->host->dns;
	const char *servers = dns_path(&dns->servers), *search = dns_path(&dns->search);
	const char *host = r->net->host->host.s;

	if (dns->search.n && !dns->servers.n)
		loss(r, &LOSS001, host, field_path(r->arena, search, "search"),
		     "domains to search need a name server beside them: "
		     "ifup-post writes both or neither");
	if (dns->servers.n && !holder_of(r->net)) {
		loss(r, &LOSS001, host, field_path(r->arena, servers, "servers"),
		     "no interface has an address, and name servers are written with one");
		return;
	}
	for (size_t k = searched(r->os, &dns->search); dns->servers.n && k < dns->search.n; k++)
		loss(r, &LOSS001, host, element_path(r->arena, search, "search", k),
		     "the domain '%s' is not searched: the resolver takes %d domains and %d characters",
		     dns->search.v[k].s, r->os->ifcfg.search_domains, SEARCH_CHARS);
	for (size_t k = (size_t)r->os->ifcfg.dns_servers; k < dns->servers.n; k++)
		loss(r, &LOSS001, host, element_path(r->arena, servers, "servers", k),
		     "name server %s is not written: the network scripts of this release know DNS1 to DNS%d",
		     dns->servers.v[k].s, r->os->ifcfg.dns_servers);
}

void rhel_dns_view(struct render *r, const struct iface *i, struct view *v)
{
	static const char *const keys[DNS_KEYS] = {"dns1", "dns2", "dns3"};
	const struct iface *holder = holder_of(r->net);
	const struct dns *dns = &r->net->host->dns;
	size_t nsearch = searched(r->os, &dns->search);
	const char **search = arena_alloc(r->arena, nsearch * sizeof(*search));
	bool here = i == holder;

	view_word(v, "peerdns", holder && is_dynamic(i) ? "no" : here ? "yes" : NULL);
	view_word(v, "resolv_mods", here && is_dynamic(i) ? "yes" : NULL);
	for (size_t k = 0; k < DNS_KEYS; k++)
		view_word(v, keys[k],
			  here && k < dns->servers.n && k < (size_t)r->os->ifcfg.dns_servers
				  ? dns->servers.v[k].s
				  : NULL);
	for (size_t k = 0; k < nsearch; k++)
		search[k] = dns->search.v[k].s;
	view_words(v, "domain", search, here ? nsearch : 0);
}
