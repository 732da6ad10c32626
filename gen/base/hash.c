#include "base/hash.h"

#include <stdint.h>
#include <string.h>

struct slot {
	const char *key;
	void *value;
};

struct hash {
	struct arena *arena;
	struct slot *slots;
	size_t used, size; /* size is a power of two, at most half full */
};

struct hash *hash_new(struct arena *a)
{
	struct hash *h = arena_alloc(a, sizeof(*h));

	h->arena = a;
	h->size = 32;
	h->slots = arena_alloc(a, h->size * sizeof(*h->slots));
	return h;
}

static struct slot *find(const struct hash *h, const char *key)
{
	uint32_t sum = 2166136261u; /* FNV-1a */
	size_t i;

	for (const char *p = key; *p; p++)
		sum = (sum ^ (uint8_t)*p) * 16777619u;
	for (i = sum & (h->size - 1); h->slots[i].key; i = (i + 1) & (h->size - 1))
		if (!strcmp(h->slots[i].key, key))
			break;
	return &h->slots[i];
}

void *hash_get(const struct hash *h, const char *key)
{
	return find(h, key)->value;
}

void hash_drop(struct hash *h, const char *key)
{
	find(h, key)->value = NULL; /* the slot stays: others were put behind it */
}

void hash_put(struct hash *h, const char *key, void *value)
{
	struct slot *s = find(h, key);

	if (!s->key && 2 * ++h->used > h->size) {
		struct hash bigger = *h;

		bigger.size *= 2;
		bigger.slots = arena_alloc(h->arena, bigger.size * sizeof(*bigger.slots));
		for (size_t i = 0; i < h->size; i++)
			if (h->slots[i].key)
				*find(&bigger, h->slots[i].key) = h->slots[i];
		*h = bigger;
		s = find(h, key);
	}
	*s = (struct slot){key, value};
}
