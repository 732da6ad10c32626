/* The view of /etc/network/interfaces: which stanzas there are. */
#include "targets/debian/stanza.h"

static const struct ip **addresses_of(struct build *b, const struct iface *i, bool six, size_t *n)
{
	const struct values *all = &i->common->addresses;
	const struct ip **found = arena_alloc(b->r->arena, all->n * sizeof(*found));

	*n = 0;
	for (size_t k = 0; k < all->n; k++)
		if ((all->v[k].ip.family == 6) == six)
			found[(*n)++] = &all->v[k].ip;
	return found;
}

/* The address that reaches the router, else the first. */
static size_t reaching(const struct ip **addresses, size_t n, const struct value *gateway)
{
	for (size_t k = 0; gateway && k < n; k++)
		if (ip_within(&gateway->ip, addresses[k]))
			return k;
	return 0;
}

/*
 * Where releases take one stanza per family: everything in that one. Its `gateway` becomes a `route add`,
 * which fails unless the address that goes with it reaches the router.
 */
static void add_single(struct build *b, struct stanza s, const struct ip **addresses, size_t n,
		       const struct value *gateway)
{
	size_t at = is_method(&s, "static") ? reaching(addresses, n, gateway) : n;

	s.last = true;
	s.address = at < n ? addresses[at] : NULL;
	s.more = arena_alloc(b->r->arena, n * sizeof(*s.more));
	for (size_t k = 0; k < n; k++)
		if (k != at)
			s.more[s.nmore++] = addresses[k];
	if (s.address && gateway &&
	    (ip_within(&gateway->ip, s.address) || (s.six && ip_is_link_local(&gateway->ip))))
		s.gateway = gateway;
	else
		s.default_via = gateway;
	debian_stanza_add(b, &s);
}

static bool has_route6(const struct iface *i)
{
	for (size_t k = 0; k < i->common->routes.n; k++)
		if (i->common->routes.v[k].to.ip.family == 6)
			return true;
	return false;
}

/* The stanzas of one family. That of inet is always there, for what is not about addresses. */
static void add_family(struct build *b, const struct iface *i, bool six)
{
	const struct value *gateway = six ? &i->common->gateway6 : &i->common->gateway;
	bool dhcp = six ? debian_gets_dhcp6(b->r->os, i) : number_or(&i->common->dhcp, 0);
	bool option; /* the router is an option of the stanza */
	size_t n, at;
	const struct ip **addresses = addresses_of(b, i, six, &n);
	struct stanza s = {.i = i, .six = six, .first = !six};

	s.method = dhcp ? "dhcp" : n ? "static" : "manual";
	gateway = has(gateway) ? gateway : NULL;
	if (six && !dhcp && !n && !gateway && !has_route6(i))
		return;
	if (!b->eni->prefix) {
		add_single(b, s, addresses, n, gateway);
		return;
	}
	at = reaching(addresses, n, gateway);
	option = n && gateway && (b->eni->onlink || six || ip_within(&gateway->ip, addresses[at]));
	if (dhcp || !n) {
		s.last = !n;
		s.default_via = n ? NULL : gateway;
		debian_stanza_add(b, &s);
		s.first = false;
	}
	s.method = "static";
	for (size_t k = 0; k < n; k++, s.first = false) {
		s.last = k + 1 == n;
		s.address = addresses[k];
		s.gateway = k == at && option ? gateway : NULL;
		s.default_via = k == at && !option ? gateway : NULL;
		debian_stanza_add(b, &s);
	}
}

/* The interface with the default router, else the first that has an address. */
static struct resolver_place resolver_place(const struct net *net)
{
	const struct iface *with_address = NULL;

	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];

		if (has(&i->common->gateway))
			return (struct resolver_place){i, false};
		if (!with_address && iface_has_address(i))
			with_address = i;
	}
	for (size_t k = 0; k < net->ifaces.n; k++)
		if (has(&net->ifaces.v[k]->common->gateway6))
			return (struct resolver_place){net->ifaces.v[k], true};
	/* its inet stanza is there even where the address is IPv6 */
	return (struct resolver_place){with_address, false};
}

struct view *debian_interfaces_view(struct render *r)
{
	struct build b = {.r = r, .eni = &r->os->eni, .file = host_view(r)};
	size_t n;
	const struct release *rows = release_rows(&n);

	for (size_t k = 0; k < n; k++)
		b.hooks |= rows[k].eni.hook_options;
	b.resolver = resolver_place(r->net);
	view_flag(b.file, "ether", b.eni->hwaddress_class);
	view_flag(b.file, "underscores", b.eni->underscores);
	r->packages = (struct packages){0};
	debian_packages(r);
	view_words(b.file, "packages", r->packages.v, r->packages.n);
	view_list(b.file, "stanzas");
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		add_family(&b, r->net->ifaces.v[k], false);
		add_family(&b, r->net->ifaces.v[k], true);
	}
	return b.file;
}
