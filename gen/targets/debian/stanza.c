/* What stands in a stanza: each name of templates/debian/interfaces once, present or absent. */
#include "targets/debian/stanza.h"
#include "targets/resolver.h"

/* ---- what every kind of interface may have ---- */

/*
 * The hook of bridge-utils gives a bridge's `mtu` to its ports as well, so it is only an option where
 * they have it already.
 */
static bool ports_share_mtu(const struct iface *i)
{
	for (size_t k = 0; i->kind == BRIDGE && k < i->lower.n; k++)
		if (i->lower.v[k]->mtu.n != i->common->mtu.n)
			return false;
	return true;
}

static void add_mtu(struct build *b, struct view *v, const struct stanza *s)
{
	const struct value *mtu = s->first ? &s->i->common->mtu : NULL;
	bool taken = is_method(s, "static") || (is_method(s, "manual") && b->eni->manual_link);
	bool option = taken && ports_share_mtu(s->i);

	view_value_number(v, "mtu", option ? mtu : NULL);
	view_value_number(v, "up_mtu", option ? NULL : mtu);
}

/*
 * Where the Ethernet address to set is written. A bond has it best before its slaves, which take it while
 * they are down: not every driver changes it later. A bridge has it best before its ports.
 */
static const char *mac_place(struct build *b, const struct stanza *s)
{
	if (s->i->kind == BOND && b->eni->link_add)
		return "bond_mac";
	if (s->i->kind == BRIDGE && b->eni->bridge_hw)
		return "bridge_hw";
	if (!is_method(s, "manual") || b->eni->manual_link)
		return "hwaddress";
	return s->i->kind == NIC ? "pre_mac" : "up_mac";
}

static void add_mac(struct build *b, struct view *v, const struct stanza *s)
{
	static const char *const places[] = {"bond_mac", "bridge_hw", "hwaddress", "pre_mac", "up_mac"};
	const char *place = s->first && has(&s->i->mac) ? mac_place(b, s) : "";

	for (size_t k = 0; k < sizeof(places) / sizeof(*places); k++)
		view_word(v, places[k], strcmp(place, places[k]) ? NULL : s->i->mac.s);
}

/* A manual stanza of old leaves the link as it is; bonds and bridges set up what they take in. */
static bool needs_up(struct build *b, const struct stanza *s)
{
	if (!s->first || !is_method(s, "manual") || b->eni->manual_link || s->i->kind == BRIDGE)
		return false;
	return s->i->kind == BOND || !s->i->owners.n || s->i->vlans.n;
}

static void add_link(struct build *b, struct view *v, const struct stanza *s)
{
	const struct value *comment = &s->i->common->comment;

	view_comment(v, "comment", s->first && has(comment) ? comment->s : NULL);
	view_word(v, "auto", s->first && debian_is_brought_up(s->i) ? s->i->name : NULL);
	add_mtu(b, v, s);
	add_mac(b, v, s);
	view_flag(v, "up", needs_up(b, s));
}

/* ---- addresses ---- */

static void add_routes(struct view *v, const struct stanza *s)
{
	const struct routes *routes = &s->i->common->routes;

	view_list(v, "routes");
	for (size_t k = 0; s->last && k < routes->n; k++) {
		const struct route *route = &routes->v[k];
		struct view *item;

		if ((route->to.ip.family == 6) != s->six || route->via.ip.family != route->to.ip.family)
			continue;
		item = view_item(v, "routes");
		view_ip_prefix(item, "to", &route->to.ip);
		view_ip(item, "via", &route->via.ip);
		view_value_number(item, "metric", &route->metric);
	}
}

static void add_address(struct build *b, struct view *v, const struct stanza *s)
{
	char buf[IP_TEXT];

	if (!s->address)
		view_absent(v, "address");
	else if (b->eni->prefix)
		view_ip_prefix(v, "address", s->address);
	else
		view_ip(v, "address", s->address);
	if (!s->address || b->eni->prefix)
		view_absent(v, "netmask");
	else if (s->six)
		view_number(v, "netmask", s->address->prefix);
	else
		view_word(v, "netmask", ip_netmask(s->address, buf));
	view_list(v, "more");
	for (size_t k = 0; k < s->nmore; k++)
		view_ip_prefix(view_item(v, "more"), "another", s->more[k]);
	view_word(v, "gateway", s->gateway ? s->gateway->s : NULL);
	view_word(v, "default_via", s->default_via ? s->default_via->s : NULL);
	add_routes(v, s);
}

/* Every stanza's hook of resolvconf replaces what the one before left, so the last of a family speaks. */
static void add_resolver(struct build *b, struct view *v, const struct stanza *s)
{
	const struct dns *dns = &b->r->net->host->dns;
	bool here = s->last && s->i == b->resolver.i && s->six == b->resolver.six;

	view_words(v, "nameservers", values_texts(b->r->arena, &dns->servers),
		   here ? resolver_asked(&dns->servers) : 0);
	view_words(v, "search", values_texts(b->r->arena, &dns->search),
		   here ? resolver_searched(b->r->os, &dns->search) : 0);
}

/* ---- VLANs, bridges ---- */

static void add_vlan(struct build *b, struct view *v, const struct iface *vlan)
{
	enum vlan_maker maker = vlan ? debian_vlan_maker(b->r->net, vlan) : VLAN_MISTAKEN;

	view_word(v, "raw_device", maker == VLAN_BY_HOOK ? vlan->lower.v[0]->name : NULL);
	view_word(v, "parent", maker == VLAN_BY_LINE ? vlan->lower.v[0]->name : NULL);
	view_value_number(v, "id", maker == VLAN_BY_LINE ? &vlan->vlan->id : NULL);
}

static void add_bridge(struct build *b, struct view *v, const struct iface *bridge)
{
	static const char *const none[] = {"none"}; /* without any word the hook takes it for no bridge */
	const struct bridge *spec = bridge ? bridge->bridge : NULL;

	if (!bridge)
		view_absent(v, "ports");
	else if (!bridge->lower.n)
		view_words(v, "ports", none, 1);
	else
		view_words(v, "ports", ifaces_names(b->r->arena, &bridge->lower), bridge->lower.n);
	view_word(v, "stp", !bridge ? NULL : bridge->stp.n ? "on" : "off");
	view_value_number(v, "forward_delay", bridge ? &bridge->forward_delay : NULL);
	view_value_number(v, "maxwait", bridge ? &bridge->maxwait : NULL);
	view_value_number(v, "ageing", spec ? &spec->ageing : NULL);
	view_value_number(v, "hello_time", spec ? &spec->hello_time : NULL);
	view_value_number(v, "max_age", spec ? &spec->max_age : NULL);
	view_value_number(v, "priority", spec ? &spec->priority : NULL);
}

void debian_stanza_add(struct build *b, const struct stanza *s)
{
	struct view *v = view_item(b->file, "stanzas");
	enum iface_kind kind = s->i->kind;

	view_word(v, "name", s->i->name);
	view_word(v, "method", s->method);
	view_flag(v, "six", s->six);
	add_link(b, v, s);
	add_address(b, v, s);
	add_resolver(b, v, s);
	debian_bond_add(b, v, s->first && kind == BOND ? s->i : NULL);
	add_vlan(b, v, s->first && kind == VLAN ? s->i : NULL);
	add_bridge(b, v, s->first && kind == BRIDGE ? s->i : NULL);
}
