/* What the kernel's bonding driver makes of the options of a bond: facts that rules and targets share. */
#ifndef MODEL_BOND_OPTION_H
#define MODEL_BOND_OPTION_H

#include "model/net.h"

enum { NOTHING_ELSE = -1 };

/* Options that act in some modes only, want the bond down, or came late: bond_options.c of Linux 6.1. */
struct bond_option_nature {
	enum bond_option option;
	unsigned modes; /* bit per mode in which it acts */
	bool refused;   /* in the others writing it fails, -EACCES (unsuppmodes) */
	bool down;      /* the bond has to be down (BOND_OPTFLAG_IFDOWN) */
	long before;    /* the value by which kernels without the option behave; NOTHING_ELSE: none */
};

/* Never NULL: an option that is nothing special acts in every mode. */
const struct bond_option_nature *bond_option_nature(enum bond_option o);

static inline bool bond_option_acts(const struct iface *bond, enum bond_option o)
{
	return bond_option_nature(o)->modes >> bond_number(bond, OPT_MODE) & 1;
}

/* True if the kernel has the option and, of those whose words grew in number, the value. */
bool kernel_knows_option(const struct kernel_caps *k, enum bond_option o, long value);

/* True if a kernel without the option behaves as with `value`. */
bool kernel_does_anyway(enum bond_option o, long value);

/* The value as sysfs takes it on every kernel: words, but 0 and 1 for off and on, which 2.6.32 reads by "%d". */
const char *bond_option_sysfs(struct arena *a, const struct value *v);

#endif
