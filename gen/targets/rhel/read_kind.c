/* What an ifcfg file is of. */
#include <string.h>

#include "base/word.h"
#include "model/net.h"
#include "targets/rhel/keys.h"
#include "targets/rhel/read.h"

static bool is_word(const char *value, const char *words)
{
	struct rhel_key key = {.idle = words};

	return value && rhel_key_is_idle(&key, value);
}

static bool begins(const char *s, const char *with)
{
	return s && !strncasecmp(s, with, strlen(with));
}

/* ---- files that are refused ---- */

bool rhel_is_foreign(struct rhel_read *x, const struct ifcfg *c)
{
	static const char *const keys[] = {"TYPE", "DEVICETYPE"};

	for (size_t i = 0; i < 2; i++) {
		const struct assignment *a = rhel_given(c, keys[i]);
		bool team = a && is_word(a->value, "team teamport"), ovs = a && begins(a->value, "ovs");

		if (!team && !ovs)
			continue;
		import_fault(x->r, &IMP001, c->device, a->at,
			     "not read: '%s' is of %s, which a description has no place for", c->device,
			     team ? "team" : "Open vSwitch");
		return true;
	}
	if (!rhel_given(c, "TEAM_CONFIG") && !rhel_given(c, "TEAM_MASTER"))
		return false;
	import_fault(x->r, &IMP001, c->device, c->at,
		     "not read: '%s' is of team, which a description has no place for", c->device);
	return true;
}

/* ---- kinds ---- */

/* TYPE as source_config and NetworkManager know it, where there is no place for it. */
static const char *const other_types =
	"wireless infiniband tap tun gre sit ipip ipip6 ppp pppoe dummy veth xdsl modem isdn cipe ipsec ctc "
	"tokenring macvlan vrf";

/* ifup-$DEVICETYPE runs if there is one; it is the name less its digits where nothing else is said. */
static const char *const other_devices =
	"ppp ippp isdn sl plip sit tunnel tun tap veth dummy ib wlan wlp ath cipcb "
	"ipsec ctc iucv hsi bnep macvlan macvtap vnet vif";

static const char *without_digits(struct arena *a, const char *name)
{
	size_t n = strlen(name);

	while (n && name[n - 1] >= '0' && name[n - 1] <= '9')
		n--;
	return arena_strndup(a, name, n);
}

static const char *other_kind(struct rhel_read *x, const struct ifcfg *c, struct span *at)
{
	const struct assignment *type = rhel_given(c, "TYPE"), *devicetype = rhel_given(c, "DEVICETYPE");

	if (type && is_word(type->value, other_types)) {
		*at = type->at;
		return type->value;
	}
	if (devicetype && is_word(devicetype->value, other_devices)) {
		*at = devicetype->at;
		return devicetype->value;
	}
	*at = c->at;
	return !type && !devicetype && is_word(without_digits(x->r->arena, c->device), other_devices)
		       ? without_digits(x->r->arena, c->device)
		       : NULL;
}

/* The module that the name is an alias of, what its slaves say, or what only bonds have. */
static bool is_bond(const struct rhel_read *x, const struct ifcfg *c)
{
	const char *module = modprobe_alias(x->r->modules, c->device);

	return rhel_given(c, "BONDING_OPTS") || rhel_yes(c, "BONDING_MASTER") ||
	       hash_get(x->masters, c->device) || is_word(rhel_value(c, "TYPE"), "bond bonding") ||
	       (module && !strcmp(module, "bonding")) ||
	       (!strncmp(c->device, "bond", 4) && word_is_digits(c->device + 4));
}

/* PARENT.ID by its last dot: ifup */
static bool is_dotted(const char *name)
{
	const char *dot = word_vlan_dot(name);

	return dot && strlen(dot + 1) <= 4;
}

/* initscripts compare with "Bridge", NetworkManager in any case. */
static bool is_bridge(struct rhel_read *x, const struct ifcfg *c)
{
	const struct assignment *type = rhel_given(c, "TYPE");

	if (!type || strcasecmp(type->value, "bridge") != 0)
		return false;
	if (strcmp(type->value, "Bridge") != 0 && !c->nm)
		rhel_unread(x, c, type, "the network scripts know 'Bridge' alone")->help = "TYPE=Bridge";
	return true;
}

/* ifup wants VLAN=yes, NetworkManager either that or TYPE=Vlan. */
static bool is_vlan(struct rhel_read *x, const struct ifcfg *c)
{
	bool typed = is_word(rhel_value(c, "TYPE"), "vlan"), here = rhel_plain_yes(x, c, "VLAN");

	if (!here && !typed && !is_dotted(c->device))
		return false;
	if (!here && !(typed && c->nm))
		import_fault(x->r, &IMP011, c->device, c->at, "ifup does not make '%s': VLAN=yes is missing",
			     c->device)
			->help = "VLAN=yes";
	return true;
}

static void say_other(struct rhel_read *x, const struct ifcfg *c, const char *what, struct span at)
{
	bool in = rhel_given(c, "BRIDGE") || rhel_given(c, "MASTER");

	import_loss(
		x->r, c->device, at,
		in ? "'%s' is no kind of interface that a description has a place for (%s): what takes it in "
		     "is "
		     "described with it, as if it were a NIC, and its settings are left out"
		   : "'%s' is no kind of interface that a description has a place for (%s): it is left out",
		c->device, what);
}

int rhel_kind(struct rhel_read *x, const struct ifcfg *c)
{
	const struct assignment *type = rhel_given(c, "TYPE");
	struct span at;
	const char *other;

	if (is_bridge(x, c))
		return BRIDGE;
	/* a VLAN may say TYPE=bond, as its bond does */
	if (rhel_yes(c, "VLAN") || (is_dotted(c->device) && !rhel_given(c, "BONDING_OPTS")))
		return is_vlan(x, c) ? VLAN : NIC;
	if (is_bond(x, c))
		return BOND;
	if (is_vlan(x, c))
		return VLAN;
	other = other_kind(x, c, &at);
	if (other) {
		say_other(x, c, other, at);
		return -1;
	}
	if (type && strcasecmp(type->value, "ethernet") != 0)
		rhel_unread(x, c, type, "'%s' is no kind that the network scripts know", type->value);
	return NIC;
}
