/* Bridges: brctl's settings by keys of their own, sysfs ones through BRIDGING_OPTS, which counts time in
 * hundredths of a second (USER_HZ). */
#include <stddef.h>

#include "targets/rhel/rhel.h"

enum {
	FORWARD_DELAY = 15, /* br_dev_setup() */
	LINK_MARGIN = 7,    /* what ifup-eth of RHEL 7 adds, from 9.49.22 */
};

struct setting {
	const char *key;   /* of the language */
	const char *sysfs; /* below /sys/class/net/BRIDGE/bridge/ */
	long scale;        /* its unit */
	bool own_key;      /* PRIO and AGEING */
	bool (*can_set)(const struct release *os);
	long unset;   /* what the kernel has by itself: br_dev_setup() */
	size_t place; /* in struct bridge */
};

static bool by_options(const struct release *os)
{
	return os->ifcfg.bridging_opts;
}

static bool by_either(const struct release *os)
{
	return os->ifcfg.bridging_opts || os->ifcfg.prio_ageing;
}

static const struct setting settings[] = {
	{"priority", "priority", 1, true, by_either, 32768, offsetof(struct bridge, priority)},
	{"ageing", "ageing_time", 100, true, by_either, 300, offsetof(struct bridge, ageing)},
	{"hello_time", "hello_time", 100, false, by_options, 2, offsetof(struct bridge, hello_time)},
	{"max_age", "max_age", 100, false, by_options, 20, offsetof(struct bridge, max_age)},
};
enum { SETTINGS = sizeof(settings) / sizeof(*settings) };

static const struct value *value_of(const struct setting *s, const struct bridge *b)
{
	return (const struct value *)((const char *)b + s->place);
}

static bool by_key(const struct release *os, const struct setting *s)
{
	return s->own_key && os->ifcfg.prio_ageing;
}

/* ---- limits ---- */

static const char *setting_advice(struct render *r, const struct setting *s)
{
	const char *later = release_later(r->arena, r->os, s->can_set);

	return arena_printf(r->arena, "%s: %ld        as the kernel has it by itself%s", s->key, s->unset,
			    later ? arena_printf(r->arena, "\nor os: %s        or later", later) : "");
}

static void check_setting(struct render *r, const struct iface *bridge, const struct setting *s)
{
	const struct value *v = value_of(s, bridge->bridge);
	const char *path = iface_field_path(r->arena, bridge, s->key);

	if (!has(v) || s->can_set(r->os))
		return;
	if (v->n == s->unset)
		loss(r, &LOSS003, bridge->name, path,
		     "%s is not written: %ld is what the kernel has by itself", s->key, v->n);
	else
		loss(r, &LOSS001, bridge->name, path,
		     "the network scripts of this release cannot set %s of a bridge", s->key)
			->help = setting_advice(r, s);
}

void rhel_bridge_limits(struct render *r, const struct iface *bridge)
{
	const struct value *maxwait = &bridge->bridge->maxwait;

	for (size_t k = 0; k < SETTINGS; k++)
		check_setting(r, bridge, &settings[k]);
	if (has(maxwait) && maxwait->n)
		loss(r, &LOSS001, bridge->name, iface_field_path(r->arena, bridge, "maxwait"),
		     "ifup cannot wait until the ports of a bridge forward")
			->help = "maxwait: 0";
	else if (has(maxwait))
		loss(r, &LOSS003, bridge->name, iface_field_path(r->arena, bridge, "maxwait"),
		     "maxwait is not written: ifup does not wait for the ports of a bridge");
}

/* ---- view ---- */

/* ifup-eth hands DELAY and AGEING to brctl, which counts seconds, or to `ip link`, which counts hundredths.
 */
static long key_unit(const struct release *os)
{
	return os->ifcfg.bridge_ip_link ? 100 : 1;
}

/* Besides, it makes a pause of twice DELAY, in seconds, where STP is on: then `ip link` must not get it that
 * way. */
static bool delay_by_sysfs(const struct release *os, const struct iface *bridge)
{
	return os->ifcfg.bridge_ip_link && bridge->stp.n && bridge->forward_delay.n;
}

static void add_delay(struct render *r, const struct iface *bridge, struct view *v)
{
	if (has(&bridge->forward_delay) && !delay_by_sysfs(r->os, bridge))
		view_number(v, "delay", bridge->forward_delay.n * key_unit(r->os));
	else
		view_absent(v, "delay");
}

static void add_key(struct render *r, const struct setting *s, const struct value *value, struct view *v)
{
	if (has(value) && by_key(r->os, s)) /* the names of these two are those of the language */
		view_number(v, s->key, s->scale > 1 ? value->n * key_unit(r->os) : value->n);
	else
		view_absent(v, s->key);
}

static void add_settings(struct render *r, const struct iface *i, struct view *v)
{
	static const struct bridge none;
	const struct bridge *b = i->kind == BRIDGE ? i->bridge : &none;
	const char *words[SETTINGS + 1];
	size_t n = 0;

	if (i->kind == BRIDGE && delay_by_sysfs(r->os, i))
		words[n++] = arena_printf(r->arena, "forward_delay=%ld", i->forward_delay.n * 100);
	for (size_t k = 0; k < SETTINGS; k++) {
		const struct setting *s = &settings[k];
		const struct value *value = value_of(s, b);

		if (s->own_key)
			add_key(r, s, value, v);
		if (has(value) && !by_key(r->os, s) && r->os->ifcfg.bridging_opts)
			words[n++] = arena_printf(r->arena, "%s=%ld", s->sysfs, value->n * s->scale);
	}
	view_words(v, "bridging_opts", words, n);
}

/* With STP no frame passes for twice the forward delay, while ifup-eth gives up DHCP after 5 s without a
 * link. RHEL 7 raises LINKDELAY by itself. */
static void add_linkdelay(const struct iface *i, struct view *v)
{
	if (i->kind == BRIDGE && i->stp.n && iface_is_dynamic(i))
		view_number(v, "linkdelay", 2 * number_or(&i->forward_delay, FORWARD_DELAY) + LINK_MARGIN);
	else
		view_absent(v, "linkdelay");
}

/* RHEL 4 knows a bond by what ethtool says of its driver, and by this. */
static const char *type_of(const struct release *os, const struct iface *i)
{
	if (i->kind == BRIDGE)
		return "Bridge";
	return i->kind == BOND && os->scripts.options_by_module ? "Bonding" : NULL;
}

void rhel_bridge_view(struct render *r, const struct iface *i, struct view *v)
{
	const struct iface *bridge = iface_owner(i, BRIDGE);
	bool is_bridge = i->kind == BRIDGE;

	view_word(v, "bridge", bridge ? bridge->name : NULL);
	view_word(v, "type", type_of(r->os, i));
	view_word(v, "stp", is_bridge ? (i->stp.n ? "on" : "off") : NULL);
	if (is_bridge)
		add_delay(r, i, v);
	else
		view_absent(v, "delay");
	add_settings(r, i, v);
	add_linkdelay(i, v);
}
