/* Bonds set up by the parameters of the bonding module, where nothing else reaches the driver. */
#ifndef TARGETS_BOND_MODULE_H
#define TARGETS_BOND_MODULE_H

#include "targets/target.h"

/* The words `parameters`: "mode=active-backup", "miimon=100", "arp_ip_target=10.0.0.1,10.0.0.2". */
void bond_module_view(const struct render *r, const struct iface *bond, struct view *v);

#endif
