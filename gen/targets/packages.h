/* What has to be installed beside the files: targets name it, and it is said once for the host. */
#ifndef TARGETS_PACKAGES_H
#define TARGETS_PACKAGES_H

#include "targets/target.h"

extern const struct descriptor PKG001;

/* Adds a package to r->packages, unless it is there. */
void package_add(struct render *r, const char *name);

/* Says which the files of the host need, if any. It is no loss: nothing is left out of the files. */
void packages_report(struct render *r);

#endif
