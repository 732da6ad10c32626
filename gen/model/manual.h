/* The language as a manual page. */
#ifndef MODEL_MANUAL_H
#define MODEL_MANUAL_H

#include "base/text.h"

/* bondwright-host(5), in mdoc, from the rows. */
void manual_print(struct text *out);

#endif
