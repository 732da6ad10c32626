/* The resolved host for people: every value, where it comes from, why it was chosen. */
#ifndef MODEL_SHOW_H
#define MODEL_SHOW_H

#include "model/net.h"

/* Shows the whole host, or only the object called `name` (interface, switch or guest; NULL: all). False:
 * there is no such object. */
bool show(const struct net *net, const struct locator *places, const char *name, struct text *out);

#endif
