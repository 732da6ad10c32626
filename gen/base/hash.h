/* A map from texts to pointers, for look-ups by name. Keys are not copied and must stay. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/arena.h"

struct hash;

struct hash *hash_new(struct arena *a);
void hash_put(struct hash *h, const char *key, void *value); /* replaces; value may not be NULL */
void hash_drop(struct hash *h, const char *key);                /* the key may be put again */
void *hash_get(const struct hash *h, const char *key);       /* NULL: not there */

#endif
