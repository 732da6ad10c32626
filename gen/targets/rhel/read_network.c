/* sysconfig/network, which every ifup sources before the file of its interface, and name servers. */
#include <string.h>

#include "base/ip.h"
#include "base/word.h"
#include "model/net.h"
#include "targets/rhel/read.h"

/* Later releases have /etc/hostname, and read HOSTNAME only where that is missing. */
static void take_hostname(struct rhel_read *x)
{
	const struct assignment *a = rhel_given(&x->network, "HOSTNAME");

	if (!a)
		return;
	if (x->r->os->scripts.hostname_file && reading_has(x->r, &kind_hostname))
		rhel_unread(x, &x->network, a, "/etc/hostname is there");
	else
		draft_set(x->r->draft, &x->r->draft->host, "host", a->value, a->at);
}

void rhel_read_network(struct rhel_read *x)
{
	struct read_file *f;

	for (size_t at = 0; (f = reading_next(x->r, &rhel_kind_network, &at));) {
		struct span here = {f->s, 0, 0};

		if (x->network.f) {
			finding_note(x->r->findings,
				     import_fault(x->r, &IMP004, NULL, here,
						  "a second file with settings of the whole host"),
				     (struct place){.span = x->network.at}, "this one counts");
			continue;
		}
		x->network.at = here;
		x->network.nm = x->r->os->scripts.network_manager;
		rhel_read_keys(x, &x->network, f);
		import_comments(x->r, &x->r->draft->host, x->network.keys.comments, AS_LINES, here);
	}
	if (!x->network.f)
		return;
	take_hostname(x);
	rhel_sweep(x, &x->network, 0);
	if (rhel_no(&x->network, "NETWORKING"))
		import_fault(x->r, &IMP011, NULL, rhel_given(&x->network, "NETWORKING")->at,
			     "network start of this host brings nothing up: NETWORKING=no");
}

/* ---- routers of the host ---- */

/* True if an address of the interface has the router on its network. */
static bool has_near(const struct ifcfg *c, const struct ip *router)
{
	for (const struct draft_field *f = c->o->fields; f; f = f->next) {
		struct ip own;

		if (!strcmp(f->key, "addresses") && ip_parse_prefix(f->text, &own) && ip_within(router, &own))
			return true;
	}
	return false;
}

/* GATEWAY holds for each interface that has it on its network, unless its own file or GATEWAYDEV says
 * otherwise. */
static void take_gateway(struct rhel_read *x)
{
	const struct assignment *a = rhel_given(&x->network, "GATEWAY");
	const char *dev = rhel_value(&x->network, "GATEWAYDEV");
	struct ip router;
	bool used = false;

	if (!a || !strcmp(a->value, "none"))
		return;
	if (!ip_parse(a->value, &router)) {
		import_fault(x->r, &IMP002, NULL, a->at, "'%s' is no address", a->value);
		return;
	}
	for (size_t i = 0; i < x->n; i++) {
		const struct ifcfg *c = x->v[i];

		if (!c->o || c->alias || c->range || (dev && strcmp(dev, c->device) != 0) ||
		    rhel_given(c, "SLAVE") || rhel_given(c, "BRIDGE") || !has_near(c, &router))
			continue;
		used = true;
		if (!draft_get(c->o, "gateway") && !rhel_no(c, "DEFROUTE"))
			draft_set(x->r->draft, c->o, "gateway", a->value, a->at);
	}
	if (!used)
		rhel_unread(x, &x->network, a, "%s is on the network of no interface%s", a->value,
			    dev ? " that GATEWAYDEV allows" : "");
}

/* "fe80::1%eth0", or by IPV6_DEFAULTDEV beside it */
static void take_gateway6(struct rhel_read *x)
{
	const struct assignment *a = rhel_given(&x->network, "IPV6_DEFAULTGW");
	const char *zone = a ? strchr(a->value, '%') : NULL;
	const char *dev = zone ? zone + 1 : rhel_value(&x->network, "IPV6_DEFAULTDEV");
	const char *text = a ? arena_strndup(x->r->arena, a->value, strcspn(a->value, "%")) : NULL;
	struct ip router;

	if (!a)
		return;
	if (dev) {
		draft_set(x->r->draft, draft_mention(x->r->draft, dev, a->at), "gateway6", text, a->at);
		return;
	}
	for (size_t i = 0; ip_parse(text, &router) && i < x->n; i++)
		if (x->v[i]->o && has_near(x->v[i], &router)) {
			draft_set(x->r->draft, x->v[i]->o, "gateway6", text, a->at);
			return;
		}
	import_loss(x->r, NULL, a->at, "IPV6_DEFAULTGW: which interface leads to %s is not said", text);
}

void rhel_network_routers(struct rhel_read *x)
{
	take_gateway(x);
	take_gateway6(x);
}

/* ---- name servers ---- */

static size_t list_servers(struct rhel_read *x, const struct ifcfg *c, const struct assignment **list,
			   size_t max)
{
	size_t n = 0;

	for (int i = 1; i <= 9 && n < max; i++) {
		const struct assignment *a = rhel_given(c, arena_printf(x->r->arena, "DNS%d", i));

		if (a)
			list[n++] = a;
	}
	return n;
}

static bool is_same(const struct draft_object *dns, const struct assignment *const *list, size_t n)
{
	size_t k = 0;

	for (const struct draft_field *f = dns->fields; f; f = f->next) {
		if (strcmp(f->key, "servers") != 0)
			continue;
		if (k == n || strcmp(f->text, list[k]->value) != 0)
			return false;
		k++;
	}
	return k == n;
}

static void take_search(struct rhel_read *x, const struct ifcfg *c)
{
	struct draft *d = x->r->draft;
	const struct assignment *search = rhel_given(c, "SEARCH"), *domain = rhel_given(c, "DOMAIN"),
				*a = search && c->nm ? search : domain;

	if (search && !c->nm)
		rhel_unread(x, c, search, "ifup-post knows DOMAIN alone")->help =
			arena_printf(x->r->arena, "DOMAIN=\"%s\"", search->value);
	if (!a)
		return;
	draft_drop(&d->dns, "search");
	for (const char *p = a->value; *p;) {
		size_t n = rhel_word(&p);

		if (n)
			draft_add(d, &d->dns, "search", arena_strndup(x->r->arena, p - n, n),
				  assign_part(a, (size_t)(p - n - a->value), n));
	}
}

static void say_unwritten(struct rhel_read *x, const struct ifcfg *c, const struct assignment *const *list,
			  size_t n, const char *why)
{
	static const char *const domains[] = {"DOMAIN", "SEARCH"};

	for (size_t k = 0; k < n; k++)
		rhel_unread(x, c, list[k], "%s", why);
	for (size_t k = 0; k < 2; k++)
		if (rhel_given(c, domains[k]))
			rhel_unread(x, c, rhel_given(c, domains[k]), "%s", why);
}

static void take_servers(struct rhel_read *x, const struct ifcfg *c, const struct assignment *const *list,
			 size_t n)
{
	struct draft *d = x->r->draft;

	if (x->dns && !is_same(&d->dns, list, n))
		finding_note(x->r->findings,
			     import_fault(x->r, &IMP004, c->device, list[0]->at,
					  "other name servers than those of '%s'",
					  x->dns->device ? x->dns->device : "the host"),
			     (struct place){.span = draft_get(&d->dns, "servers")->at},
			     "they count for less: those that come up last are asked first");
	draft_drop(&d->dns, "servers");
	for (size_t k = 0; k < n; k++)
		draft_add(d, &d->dns, "servers", list[k]->value, list[k]->at);
	x->dns = c;
}

/* ifup-post: the servers of each file in turn go to the head of resolv.conf, unless PEERDNS=no without
 * RESOLV_MODS=yes. NetworkManager takes them in any case. */
void rhel_read_dns(struct rhel_read *x, const struct ifcfg *c)
{
	const struct assignment *list[9];
	size_t n = list_servers(x, c, list, sizeof(list) / sizeof(*list));

	if (!c->nm && c->device && !n && !x->dns) {
		say_unwritten(x, c, list, 0, "ifup-post writes it together with DNS1 alone");
	} else if (!c->nm && rhel_no(c, "PEERDNS") && !rhel_yes(c, "RESOLV_MODS")) {
		say_unwritten(x, c, list, n, "PEERDNS=no keeps ifup-post from writing resolv.conf");
	} else {
		if (n)
			take_servers(x, c, list, n);
		take_search(x, c);
	}
}
