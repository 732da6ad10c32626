/* Routers and whether they can be reached: IP004 to IP006. */
#include "rules/example.h"
#include "rules/rule.h"

/* The first address of the interface in the family; NULL: none is written. */
static const struct ip *own_in(const struct iface *i, int family)
{
	for (size_t k = 0; k < i->common->addresses.n; k++)
		if (i->common->addresses.v[k].ip.family == family)
			return &i->common->addresses.v[k].ip;
	return NULL;
}

static bool on_link(const struct iface *i, const struct ip *router)
{
	for (size_t k = 0; k < i->common->addresses.n; k++)
		if (ip_within(router, &i->common->addresses.v[k].ip))
			return true;
	return false;
}

/* True if its networks come from elsewhere: by DHCP or, for IPv6, from router advertisements. */
static bool networks_unknown(const struct iface *i, int family)
{
	if (family == 4)
		return number_or(&i->common->dhcp, 0);
	return number_or(&i->common->dhcp6, 0) || !own_in(i, 6);
}

/* True if the router cannot be on the link of the interface, as far as the description tells. A slave or port
 * has no addresses: BR003. */
static bool is_far(const struct iface *i, const struct ip *router)
{
	return !i->owners.n && !networks_unknown(i, router->family) && !on_link(i, router) &&
	       !(router->family == 6 && ip_is_link_local(router));
}

/* Another interface that has the router on its link; NULL: none. */
static const struct iface *link_of(struct run *r, const struct ip *router)
{
	for (size_t k = 0; k < r->net->ifaces.n; k++)
		if (on_link(r->net->ifaces.v[k], router))
			return r->net->ifaces.v[k];
	return NULL;
}

static void help_router(struct run *r, const struct iface *i, const struct ip *router, const char *what)
{
	const struct iface *other = link_of(r, router);

	if (other)
		help(r, "%s on '%s', which is in its network", what, other->name);
	else
		help(r, "a router in a network of '%s', or the prefix that takes it in", i->name);
}

/* ---- the default router ---- */

static void judge_gateway(struct run *r, const struct iface *i, const char *key, const struct value *gateway)
{
	const struct ip *own = has(gateway) ? own_in(i, gateway->ip.family) : NULL;
	bool six = has(gateway) && gateway->ip.family == 6;
	bool reached = six ? r->os->eni.far_gateway6 : r->os->eni.far_gateway;
	/* a provider that gives single addresses has its router elsewhere: nobody writes that by mistake */
	bool single = own && own->prefix == (own->family == 4 ? 32 : 128);

	if (!has(gateway) || !is_far(i, &gateway->ip))
		return;
	report(r,
	       !reached ? ERROR
	       : single ? INFO
			: WARNING,
	       on_field(r, i, key),
	       own ? "the router %s is in no network of '%s'"
		   : "the router %s has no address of '%s' to be reached from",
	       gateway->s, i->name);
	if (own)
		note(r, on_field(r, i, "addresses"), "its addresses");
	if (reached)
		consequence(r, "ifup sets the route all the same (onlink): it works if the router is on this "
			       "link and\n"
			       "knows the way back, and leads nowhere if the address is a slip");
	else
		consequence(r, "the network scripts leave it out or the kernel refuses it (Network is "
			       "unreachable): the\n"
			       "host comes up without a default route");
	help_router(r, i, &gateway->ip, key);
}

static void judge_gateways(struct run *r, const struct iface *i)
{
	judge_gateway(r, i, "gateway", &i->common->gateway);
	judge_gateway(r, i, "gateway6", &i->common->gateway6);
}

const struct rule IP004 = {
	.about = {
		.id = "IP004",
		.title = "router outside every network of its interface",
		.severity = ERROR,
		.since = "0.1",
		.why = "A router has to be on the link. ifup of initscripts compares GATEWAY with the "
		       "interface's networks and drops it silently where it is in none; others hand it to "
		       "the kernel, which answers \"Network is unreachable\". On Debian the route is made "
		       "\"onlink\", by ifupdown since 0.8.7 and by an up line before: the kernel takes it "
		       "and asks for the router on the link, wherever its address lies; for IPv6 since "
		       "Linux 4.16, before which it answers \"No route to host\". That is how providers that "
		       "give out single addresses (/32) want it, and there it is only said; with any other "
		       "prefix it is more likely that address or prefix is wrong.",
		.fix = "A router of the interface's own network, the right prefix, or gateway on the "
		       "interface that is in the router's network.",
		.verify = "ip route show default; ping the router.",
		.sources = REFERENCES(&initscripts, &ip_route),
		.bad = EXAMPLE_HOST("rhel6")
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.1/24], gateway: 10.0.1.254}\n",
		.good = EXAMPLE_HOST("rhel6")
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.1/24], gateway: 10.0.0.254}\n",
	},
	.on_iface = judge_gateways,
};

/* ---- routers of other routes ---- */

static void judge_routes(struct run *r, const struct iface *i)
{
	for (size_t k = 0; k < i->common->routes.n; k++) {
		const struct route *route = &i->common->routes.v[k];
		const struct ip *via = &route->via.ip;

		if (route->to.ip.family != via->family || !is_far(i, via)) /* the first: IP002 */
			continue;
		report(r, ERROR, (struct subject){i->name, arena_printf(r->arena, "%s.via", route->path)},
		       "the router %s of the route to %s is in no network of '%s'", route->via.s, route->to.s,
		       i->name);
		consequence(r, "the kernel refuses the route: what is behind it is sent to the default "
			       "router, or nowhere");
		help_router(r, i, via, "the route");
	}
}

const struct rule IP005 = {
	.about = {
		.id = "IP005",
		.title = "a route through a router that is not on the link",
		.severity = ERROR,
		.since = "0.1",
		.why = "The kernel takes a route only if its router is on a link of the host "
		       "(fib_check_nh(): \"Network is unreachable\", \"Nexthop has invalid gateway\"). ip "
		       "route says so in the middle of ifup, and initscripts do not stop for it. A router "
		       "that another router leads to does not count: every hop names its own next hop only.",
		.fix = "The first router on the way, in a network of the interface; or the route on the "
		       "interface that has that network.",
		.verify = "ip route show: the destination must be listed.",
		.sources = REFERENCES(&ip_route, &initscripts),
		.bad = EXAMPLE_HOST("bookworm")
		       "nics:\n"
		       "  - name: eth0\n"
		       "    mac: \"52:54:00:00:00:01\"\n"
		       "    addresses: [10.0.0.1/24]\n"
		       "    routes: [{to: 10.9.0.0/16, via: 10.0.1.253}]\n",
		.good = EXAMPLE_HOST("bookworm")
			"nics:\n"
			"  - name: eth0\n"
			"    mac: \"52:54:00:00:00:01\"\n"
			"    addresses: [10.0.0.1/24]\n"
			"    routes: [{to: 10.9.0.0/16, via: 10.0.0.253}]\n",
	},
	.on_iface = judge_routes,
};

/* ---- two of them ---- */

struct default_route {
	const struct iface *i;
	struct subject at;
	const struct value *via;
	long metric;
};

/* The default routes of a family that are set at boot, in the order of the interfaces. */
static struct default_route *default_routes(struct run *r, int family, size_t *n)
{
	struct default_route *all = NULL;

	*n = 0;
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];
		const char *key = family == 4 ? "gateway" : "gateway6";
		const struct value *gateway = family == 4 ? &i->common->gateway : &i->common->gateway6;

		if (i->owners.n || !number_or(&i->common->onboot, 1))
			continue;
		if (has(gateway))
			arena_push(r->arena, all, *n,
				   ((struct default_route){i, on_field(r, i, key), gateway, 0}));
		for (size_t j = 0; j < i->common->routes.n; j++) {
			const struct route *route = &i->common->routes.v[j];

			if (route->to.ip.family == family && !route->to.ip.prefix)
				arena_push(r->arena, all, *n,
					   ((struct default_route){
						   i,
						   {i->name, arena_printf(r->arena, "%s.via", route->path)},
						   &route->via,
						   number_or(&route->metric, 0)}));
		}
	}
	return all;
}

static void judge_defaults(struct run *r, int family)
{
	size_t n;
	struct default_route *all = default_routes(r, family, &n);

	for (size_t b = 0; b < n; b++)
		for (size_t a = 0; a < b; a++) {
			if (all[a].metric != all[b].metric)
				continue;
			report(r, WARNING, all[b].at,
			       "the host has two default routers, %s on '%s' and %s on '%s'", all[a].via->s,
			       all[a].i->name, all[b].via->s, all[b].i->name);
			note(r, all[a].at, "the other one");
			consequence(r, "only one of them is used, and which one is a matter of the order at "
				       "boot: the other's\n"
				       "route is refused (File exists) or replaces the first");
			help(r,
			     "one router; or routes for what is behind the second:\n"
			     "routes: [{to: ..., via: %s}]        on '%s'",
			     all[b].via->s, all[b].i->name);
			break; /* each further one once */
		}
}

static void two_defaults(struct run *r, const struct net *net)
{
	(void)net;
	judge_defaults(r, 4);
	judge_defaults(r, 6);
}

const struct rule IP006 = {
	.about = {
		.id = "IP006",
		.title = "two default routers",
		.severity = WARNING,
		.since = "0.1",
		.why = "A host has one default route per family and metric. The second `ip route add "
		       "default` is refused with \"File exists\", which makes ifup of Debian report the "
		       "interface as failed; ifup of initscripts replaces the first one, so that the last "
		       "interface wins. There is no failover between them: a route stays while its router "
		       "is dead. Which router the host has is decided by the order of its interfaces at "
		       "boot.",
		.fix = "One router, and routes for what is behind the others; or a default route in routes "
		       "with a metric of its own.",
		.verify = "ip route show default: one line per metric.",
		.sources = REFERENCES(&initscripts, &ip_route),
		.bad = EXAMPLE_HOST("bookworm")
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.1/24], gateway: 10.0.0.254}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", addresses: [10.0.1.1/24], gateway: 10.0.1.254}\n",
		.good = EXAMPLE_HOST("bookworm")
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.1/24], gateway: 10.0.0.254}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", addresses: [10.0.1.1/24]}\n",
	},
	.on_host = two_defaults,
};
