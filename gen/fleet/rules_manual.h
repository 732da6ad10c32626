/* The catalogue as a manual page. */
#ifndef FLEET_RULES_MANUAL_H
#define FLEET_RULES_MANUAL_H

#include "base/text.h"

/* What the findings of a family are about: ids that begin with `prefix`. NULL: no such family. */
const char *rules_manual_family(const char *prefix);

/* bondwright-rules(7), in mdoc, from the blocks. It judges every example on every release. */
void rules_manual_print(struct text *out);

#endif
