/*
 * The order of `service network start` (rc.d/init.d/network): by name, in three passes. RHEL 4 has bridges in
 * the first and their ports in the last, later ones bridges in the last. What a VLAN stands on has to be
 * there before it: a bond that has no slaves yet would give it the address 00:00:00:00:00:00, which it keeps.
 */
#include <string.h>

#include "targets/rhel/rhel.h"

enum pass { PASS_OTHERS, PASS_VLANS, PASS_LAST };

static enum pass pass_of(const struct release *os, const struct iface *i)
{
	if (os->ifcfg.bridges_first ? iface_owner(i, BRIDGE) != NULL : i->kind == BRIDGE)
		return PASS_LAST;
	return strchr(i->name, '.') || !strncmp(i->name, "vlan", 4) ? PASS_VLANS : PASS_OTHERS;
}

static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

/* Decimal numbers as `sort -n` reads them: "0.256" is less than "0.5". */
static int compare_numbers(const char *a, const char *b)
{
	size_t m, n;
	int by_digits;

	a += strspn(a, "0");
	b += strspn(b, "0");
	m = digits(a);
	n = digits(b);
	if (m != n)
		return m < n ? -1 : 1;
	by_digits = strncmp(a, b, n);
	if (by_digits)
		return by_digits;
	a += n;
	b += n;
	m = *a == '.' ? digits(a + 1) : 0;
	n = *b == '.' ? digits(b + 1) : 0;
	for (size_t k = 1; k <= m || k <= n; k++) {
		char x = k <= m ? a[k] : '0', y = k <= n ? b[k] : '0';

		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

/* `sed 's/[0-9]/ &/' | LC_ALL=C sort -k 1,1 -k 2n`: the text before the first digit, then the number. */
static int compare_names(const char *a, const char *b)
{
	size_t m = strcspn(a, "0123456789"), n = strcspn(b, "0123456789");
	int by_text = strncmp(a, b, m < n ? m : n), by_number;

	if (by_text)
		return by_text;
	if (m != n)
		return m < n ? -1 : 1;
	by_number = compare_numbers(a + m, b + n);
	return by_number ? by_number : strcmp(a, b);
}

/* A slave is set up by its bond. */
static const struct iface *starter(const struct iface *i)
{
	const struct iface *bond = iface_owner(i, BOND);

	return bond ? bond : i;
}

/* True if `network start` has set `a` up when it comes to `b`. */
static bool starts_before(const struct release *os, const struct iface *a, const struct iface *b)
{
	a = starter(a);
	b = starter(b);
	if (!rhel_onboot(a))
		return false;
	if (pass_of(os, a) != pass_of(os, b))
		return pass_of(os, a) < pass_of(os, b);
	return compare_names(a->name, b->name) < 0;
}

/* True if a VLAN on `parent` that is made when it comes to `vlan` is as it should be. */
static bool is_ready(const struct release *os, const struct iface *parent, const struct iface *vlan)
{
	/* a NIC is there from the start, if by another name; MTU and address that are set later do not reach its
	 * VLANs */
	if (parent->kind == NIC && number_or(&parent->common->mtu, 0) <= ETHER_MTU &&
	    !has(&parent->common->mac_address) && !(os->ifcfg.named_by_ifup && has(&parent->nic->mac)))
		return true;
	if (parent->kind != BRIDGE)
		return starts_before(os, parent, vlan);
	/* a bridge is made by the first port that is set up; its own turn comes last */
	for (size_t k = 0; k < parent->lower.n; k++)
		if (starts_before(os, parent->lower.v[k], vlan))
			return true;
	return false;
}

static const char *order_advice(struct render *r, const struct iface *vlan, const struct iface *parent)
{
	const struct iface *bond = iface_owner(vlan, BOND);

	if (!rhel_onboot(parent))
		return arena_printf(r->arena, "onboot: true        for '%s'", parent->name);
	if (bond && r->os->ifcfg.named_by_ifup && parent->kind == NIC)
		return arena_printf(r->arena, "no mac for '%s': its VLAN sets it up, and ifup then cannot rename it any more",
				    parent->name);
	if (bond)
		return arena_printf(r->arena, "a name for '%s' that sorts behind '%s'", bond->name,
				    parent->name);
	if (parent->kind == BRIDGE)
		return "parent: NAME        of a NIC or bond that is in no bridge";
	return rhel_vlan_name(r, vlan);
}

static void check_parent(struct render *r, const struct iface *vlan)
{
	const struct iface *parent = vlan->lower.v[0];
	struct finding *f;

	if (!rhel_onboot(vlan) || is_ready(r->os, parent, vlan))
		return;
	f = loss(r, &LOSS001, vlan->name, iface_field_path(r->arena, vlan, "parent"),
		 "at boot '%s' is made before its parent '%s' is set up", vlan->name, parent->name);
	f->consequence =
		r->os->ifcfg.bridges_first
			? "network start goes by name: first names without a dot that do not begin with "
			  "vlan, then the others,\n"
			  "ports of bridges last; a bond sets its slaves up"
			: "network start goes by name: first names without a dot that do not begin with "
			  "vlan, then the others,\n"
			  "bridges last; a bond sets its slaves up";
	f->help = order_advice(r, vlan, parent);
}

/* A bridge that is up before its ports has no carrier yet: ifup-eth gives up DHCP after 5 s without it. */
static void check_lease(struct render *r, const struct iface *bridge)
{
	if (r->os->ifcfg.bridges_first && bridge->lower.n && number_or(&bridge->common->dhcp, 0))
		loss(r, &LOSS001, bridge->name, iface_field_path(r->arena, bridge, "dhcp"),
		     "'%s' gets no lease at boot: network start of this release takes in its ports only "
		     "after it",
		     bridge->name)
			->help = "dhcp: false        and a fixed address in addresses";
}

/* network start leaves slaves out, and ifup of their bond takes them along whatever their ONBOOT says. */
static void check_slave(struct render *r, const struct iface *i)
{
	const struct iface *bond = iface_owner(i, BOND);
	const struct value *onboot = &i->common->onboot;

	if (bond && has(onboot) && onboot->n != rhel_onboot(bond))
		loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "onboot"),
		     "'%s' is %s at boot all the same, like its bond '%s'", i->name,
		     onboot->n ? "not brought up" : "brought up", bond->name)
			->help = rhel_onboot(bond) ? "onboot: true" : "onboot: false";
}

void rhel_boot_limits(struct render *r, const struct iface *i)
{
	if (i->kind == VLAN && rhel_is_rendered(r, i))
		check_parent(r, i);
	if (i->kind == BRIDGE)
		check_lease(r, i);
	check_slave(r, i);
}
