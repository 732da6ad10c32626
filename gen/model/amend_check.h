/* Whether two trees are the same but for one edit: the judge of amend(). */
#ifndef MODEL_AMEND_CHECK_H
#define MODEL_AMEND_CHECK_H

#include <stdbool.h>

#include "diag/finding.h"
#include "model/tree.h"

bool differs_only(struct arena *a, const struct node *before, const struct node *after, const struct edit *e);

#endif
