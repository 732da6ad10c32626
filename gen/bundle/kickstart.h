/* The network as Anaconda has it while it installs. */
#ifndef BUNDLE_KICKSTART_H
#define BUNDLE_KICKSTART_H

#include "base/text.h"
#include "bundle/bundle.h"

/*
 * Appends the `network` lines of the host for the Anaconda of its release, each with its newline, as they go
 * into a file that %pre makes; what they
 * cannot say are findings (INST002). Nothing is appended where no line would help: Anaconda then installs
 * with what the boot line says. `nic_name` is that of struct ks_plan.
 */
void kickstart_network(struct wrapping *w, const char *(*nic_name)(struct arena *a, const struct iface *nic),
		       struct text *out);

#endif
