#include "targets/resolver.h"

#include <string.h>

enum {
	SERVERS = 3,        /* MAXNS */
	SEARCH_CHARS = 256, /* of all domains, a byte behind each included, before glibc 2.26: resolv.conf(5) */
};

size_t resolver_asked(const struct values *servers)
{
	return servers->n < SERVERS ? servers->n : SERVERS;
}

size_t resolver_searched(const struct release *os, const struct values *search)
{
	size_t most = (size_t)os->scripts.search_domains, n = 0, chars = 0;

	if (!most)
		return search->n;
	while (n < search->n && n < most) {
		chars += strlen(search->v[n].s) + 1;
		if (chars > SEARCH_CHARS)
			break;
		n++;
	}
	return n;
}

void resolver_server_limits(struct render *r)
{
	const struct values *servers = &r->net->host->dns.servers;
	size_t n = resolver_asked(servers);

	for (size_t k = n; k < servers->n; k++)
		loss(r, &LOSS001, r->net->host->host.s,
		     element_path(r->arena, dns_path(servers), "servers", k),
		     "name server %s is never asked: the resolver of %s asks the first %zu", servers->v[k].s,
		     r->os->title, n)
			->help = arena_printf(r->arena, "servers: %s", values_yaml(r->arena, servers, n));
}

void resolver_search_limits(struct render *r)
{
	const struct values *search = &r->net->host->dns.search;
	size_t n = resolver_searched(r->os, search);

	for (size_t k = n; k < search->n; k++)
		loss(r, &LOSS001, r->net->host->host.s, element_path(r->arena, dns_path(search), "search", k),
		     "the domain '%s' is not searched: the resolver of %s takes %d domains and %d characters",
		     search->v[k].s, r->os->title, r->os->scripts.search_domains, SEARCH_CHARS)
			->help = arena_printf(r->arena, "search: %s", values_yaml(r->arena, search, n));
}

bool render_resolv_conf(struct render *r)
{
	const struct dns *dns = &r->net->host->dns;
	struct view *v = host_view(r);

	if (!dns->servers.n && !dns->search.n)
		return false;
	view_words(v, "search", values_texts(r->arena, &dns->search),
		   resolver_searched(r->os, &dns->search));
	view_list(v, "servers");
	for (size_t i = 0; i < resolver_asked(&dns->servers); i++)
		view_ip(view_item(v, "servers"), "server", &dns->servers.v[i].ip);
	render_own(r, "shared/resolv.conf", v, "etc/resolv.conf");
	return true;
}
