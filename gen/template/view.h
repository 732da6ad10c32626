/* What a view holds, for the template code alone. */
#ifndef TEMPLATE_VIEW_H
#define TEMPLATE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "template/template.h"

enum entry_kind { ENTRY_VALUE, ENTRY_ABSENT, ENTRY_FLAG, ENTRY_LIST };

struct entry {
	const char *name;
	enum entry_kind kind;
	const char *text; /* of a value */
	bool on;          /* of a flag */
	struct view **items;
	size_t nitems;
	bool named; /* by the template that is being rendered */
};

struct view {
	struct arena *arena;
	struct entry *v;
	size_t n;
	const char *fault; /* the first one; begins with the name it is about */
};

/* NULL: the view does not offer it. The entry may be marked although the view is const. */
struct entry *view_find(const struct view *v, const char *name);

/* Forgets all marks, those of items too. */
void view_unmark(const struct view *v);

/* The first fault of the view and its items, and the path of the first entry that has to be named
 * and is not ("bonds[1].mtu"); NULL: none. */
const char *view_fault(struct arena *a, const struct view *v);
const char *view_unnamed(struct arena *a, const struct view *v);

#endif
