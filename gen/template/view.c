#include "template/view.h"

#include <string.h>

#include "base/utf8.h"
#include "base/word.h"

static const char SAFE[] = "._:/,+@%=-"; /* besides letters and digits */

struct view *view_new(struct arena *a)
{
	struct view *v = arena_alloc(a, sizeof(*v));

	v->arena = a;
	return v;
}

struct entry *view_find(const struct view *v, const char *name)
{
	for (size_t i = 0; i < v->n; i++)
		if (!strcmp(v->v[i].name, name))
			return &v->v[i];
	return NULL;
}

/* ---- filling ---------------------------------------------------------------- */

static void set_fault(struct view *v, const char *name, const char *what)
{
	if (!v->fault)
		v->fault = arena_printf(v->arena, "%s: %s", name, what);
}

static void not_plain(struct view *v, const char *name, const char *value)
{
	struct text t;

	text_init(&t, v->arena);
	text_add(&t, "'");
	utf8_show(&t, value, strlen(value));
	text_add(&t, "' is not a plain word");
	set_fault(v, name, t.s);
}

static struct entry *add(struct view *v, const char *name, enum entry_kind kind, const char *text)
{
	if (view_find(v, name)) {
		set_fault(v, name, "offered twice");
		return NULL;
	}
	arena_push(v->arena, v->v, v->n, ((struct entry){.name = name, .kind = kind, .text = text}));
	return &v->v[v->n - 1];
}

/* A value that is copied; NULL: absent. */
static void add_text(struct view *v, const char *name, const char *text)
{
	add(v, name, text ? ENTRY_VALUE : ENTRY_ABSENT, text ? arena_strdup(v->arena, text) : NULL);
}

void view_word(struct view *v, const char *name, const char *word)
{
	if (word && !word_made_of(word, SAFE))
		not_plain(v, name, word);
	add_text(v, name, word);
}

void view_words(struct view *v, const char *name, const char *const *words, size_t n)
{
	struct text t;

	text_init(&t, v->arena);
	for (size_t i = 0; i < n; i++) {
		if (!word_made_of(words[i], SAFE))
			not_plain(v, name, words[i]);
		text_join(&t, " ", words[i]);
	}
	add(v, name, n ? ENTRY_VALUE : ENTRY_ABSENT, t.s);
}

void view_number(struct view *v, const char *name, long number)
{
	add(v, name, ENTRY_VALUE, arena_printf(v->arena, "%ld", number));
}

/* An address that nothing was parsed into would be written as "::". */
static void check_ip(struct view *v, const char *name, const struct ip *ip)
{
	if (ip && ((ip->family != 4 && ip->family != 6) || ip->prefix > (ip->family == 4 ? 32 : 128)))
		set_fault(v, name, "not an address");
}

void view_ip(struct view *v, const char *name, const struct ip *ip)
{
	char buf[IP_TEXT];

	check_ip(v, name, ip);
	add_text(v, name, ip ? ip_text(ip, buf) : NULL);
}

void view_ip_prefix(struct view *v, const char *name, const struct ip *ip)
{
	char buf[IP_TEXT];

	check_ip(v, name, ip);
	add_text(v, name, ip ? ip_text_prefix(ip, buf) : NULL);
}

void view_mac(struct view *v, const char *name, const struct mac *mac)
{
	char buf[MAC_TEXT];

	add_text(v, name, mac ? mac_text(mac, buf) : NULL);
}

void view_absent(struct view *v, const char *name)
{
	add(v, name, ENTRY_ABSENT, NULL);
}

void view_flag(struct view *v, const char *name, bool on)
{
	struct entry *e = add(v, name, ENTRY_FLAG, NULL);

	if (e)
		e->on = on;
}

/* The one character that stands in a comment where the input has s[0..len). */
static void add_tame(struct text *t, const char *s, size_t len, bool hidden)
{
	static const char wild[] = "=\\$`\"", tame[] = ":/'''";
	const char *at = len == 1 ? memchr(wild, *s, sizeof(wild) - 1) : NULL;

	if (hidden)
		text_addc(t, ' ');
	else if (at)
		text_addc(t, tame[at - wild]);
	else
		text_addn(t, s, len);
}

void view_comment(struct view *v, const char *name, const char *comment)
{
	size_t n = comment ? strlen(comment) : 0, start = 0;
	struct text t;

	text_init(&t, v->arena);
	for (size_t i = 0, len; i < n; i += len ? len : 1) {
		uint32_t c = 0;

		len = utf8_decode(comment + i, n - i, &c);
		add_tame(&t, comment + i, len, !len || utf8_is_hidden(c));
	}
	while (t.len && t.s[t.len - 1] == ' ')
		t.s[--t.len] = '\0';
	start = strspn(t.s, " ");
	add(v, name, t.len ? ENTRY_VALUE : ENTRY_ABSENT, t.s + start);
}

static struct entry *list_of(struct view *v, const char *name)
{
	struct entry *e = view_find(v, name);

	return e && e->kind == ENTRY_LIST ? e : add(v, name, ENTRY_LIST, NULL);
}

void view_list(struct view *v, const char *name)
{
	list_of(v, name);
}

struct view *view_item(struct view *v, const char *name)
{
	struct view *item = view_new(v->arena);
	struct entry *e = list_of(v, name);

	if (e)
		arena_push(v->arena, e->items, e->nitems, item);
	return item; /* one that belongs nowhere can still be filled: the view will not render */
}

/* ---- judging ---------------------------------------------------------------- */

void view_unmark(const struct view *v)
{
	for (size_t i = 0; i < v->n; i++) {
		v->v[i].named = false;
		for (size_t j = 0; j < v->v[i].nitems; j++)
			view_unmark(v->v[i].items[j]);
	}
}

/* What `judge` says of the first item that it says something of. */
static const char *judge_items(struct arena *a, const struct entry *e,
			       const char *(*judge)(struct arena *, const struct view *))
{
	for (size_t i = 0; i < e->nitems; i++) {
		const char *found = judge(a, e->items[i]);

		if (found)
			return arena_printf(a, "%s[%zu].%s", e->name, i, found);
	}
	return NULL;
}

const char *view_fault(struct arena *a, const struct view *v)
{
	const char *found = v->fault;

	for (size_t i = 0; i < v->n && !found; i++)
		found = judge_items(a, &v->v[i], view_fault);
	return found;
}

const char *view_unnamed(struct arena *a, const struct view *v)
{
	const char *found = NULL;

	for (size_t i = 0; i < v->n && !found; i++) {
		if (!v->v[i].named && v->v[i].kind != ENTRY_FLAG)
			return v->v[i].name;
		found = judge_items(a, &v->v[i], view_unnamed);
	}
	return found;
}
