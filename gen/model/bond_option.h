/* What the kernel's bonding driver makes of the options of a bond: facts that rules and targets share. */
#ifndef MODEL_BOND_OPTION_H
#define MODEL_BOND_OPTION_H

#include "model/net.h"

/* True if the kernel of the release has the option; and the value: of options whose words grew in number, not every
 * kernel has every one. */
bool bond_option_known(const struct release *os, enum bond_option o);
bool bond_value_known(const struct release *os, enum bond_option o, long value);

/* What becomes of an option on the kernel of a release. */
enum option_fate {
	FATE_ABSENT,  /* it is not in force */
	FATE_WRITTEN, /* the kernel takes it */
	FATE_IDLE,    /* left out: the bond's mode or monitor gives it no meaning, and writing it would fail or
	               * need the bond down */
	FATE_DEFAULT, /* left out: the kernel has no such option, but does what it asks */
	FATE_LOST,    /* left out: the kernel knows no such option or value */
};

/* `o` may be OPT_NS_IP6_TARGET too. */
enum option_fate bond_option_fate(const struct release *os, const struct iface *bond, enum bond_option o);

/* True if the option, known there or not, has a meaning in the mode of the bond. */
bool bond_option_acts(const struct release *os, const struct iface *bond, enum bond_option o);

/* True if the bond has to be down for it to be written (BOND_OPTFLAG_IFDOWN). */
bool bond_option_needs_down(enum bond_option o);

/*
 * The value that is to be written, whichever way the release has. NULL: none. An interval of 0 is none: it is in
 * force anyway, and up to 2.6.32 any write to one monitor's interval, 0 too, switches the other monitor off
 * (bonding_store_miimon(), bonding_store_arp_interval()). Nor is a primary that is no slave.
 */
const struct value *bond_option_to_write(const struct release *os, const struct iface *bond, enum bond_option o);

/* True if one set of module parameters makes both bonds what they are to be. */
bool bonds_are_alike(const struct release *os, const struct iface *a, const struct iface *b);

/* True if one set of module parameters makes every bond of the host so. */
bool bonds_share_parameters(const struct net *net);

/*
 * The value as the driver takes it, by sysfs and as a parameter of the module: words, but 0 and 1 for off and
 * on, which 2.6.32 reads by "%d". fail_over_mac was such a number until it had a third value, follow (Linux
 * 2.6.27).
 */
const char *bond_option_spelling(struct arena *a, const struct release *os, enum bond_option o,
				 const struct value *v);

#endif
