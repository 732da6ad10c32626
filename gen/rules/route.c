/* Routes: IP002. */
#include "rules/example.h"
#include "rules/rule.h"

static void mixed_family(struct run *r, const struct iface *i)
{
	for (size_t k = 0; k < i->common->routes.n; k++) {
		const struct route *route = &i->common->routes.v[k];

		if (route->to.ip.family == route->via.ip.family)
			continue;
		report(r, ERROR, (struct subject){i->name, field_path(r->arena, route->path, "via")},
		       "the route of '%s' to %s goes via %s: one is IPv4, the other IPv6", i->name, route->to.s, route->via.s);
		consequence(r, "ip route refuses it, and the network behind it is out of reach");
		help(r, "a router with an IPv%d address, as %s has", route->to.ip.family, route->to.s);
	}
}

const struct rule IP002 = {
	.about = {
		.id = "IP002",
		.title = "a route and its router are of different families",
		.severity = ERROR,
		.since = "0.1",
		.why = "A router is reached in the family of the packets that it forwards. The network scripts hand the line to "
		       "ip route as it is, which answers with an error in the middle of bringing the interface up.",
		.fix = "A router of the destination's family, or the route without it.",
		.sources = REFERENCES(&ip_route),
		.verify = "ip route and ip -6 route: the destination must be listed.",
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bridges:\n"
		       "  - name: br0\n"
		       "    ports: [eth0]\n"
		       "    addresses: [10.0.0.2/24]\n"
		       "    routes: [{to: 10.1.0.0/16, via: \"fe80::1\"}]\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bridges:\n"
			"  - name: br0\n"
			"    ports: [eth0]\n"
			"    addresses: [10.0.0.2/24]\n"
			"    routes: [{to: 10.1.0.0/16, via: 10.0.0.254}]\n",
	},
	.on_iface = mixed_family,
};
