#include "import/assign.h"

#include <string.h>

#include "base/utf8.h"
#include "import/shell_word.h"

/*
 * The order of things is that of bash: a command is words up to a newline or `;`, and one that is nothing but
 * assignments makes them (bash 5.2, subst.c: expand_word_list_internal()).
 */
struct lexer {
	struct shell_text t;
	struct assignments *all;
	struct draft_comment **end_of_comments;
	struct finding *runs; /* the first command of the file that a shell would run */
	unsigned commands;
};

/* ---- comments ---- */

static void comment(struct lexer *l)
{
	const char *from = ++l->t.p, *to;
	struct draft_comment *c;
	struct text t;

	to = memchr(from, '\n', (size_t)(l->t.end - from));
	l->t.p = to = to ? to : l->t.end;
	while (from < to && is_one_of(*from, " \t"))
		from++;
	while (to > from && is_one_of(to[-1], " \t\r"))
		to--;
	if (from == to)
		return;
	text_init(&t, l->t.r->arena);
	utf8_show(&t, from, (size_t)(to - from));
	c = arena_alloc(l->t.r->arena, sizeof(*c));
	c->text = t.s;
	*l->end_of_comments = c;
	l->end_of_comments = &c->next;
}

/* ---- commands ---- */

static void skip_blanks(struct lexer *l)
{
	while (l->t.p < l->t.end) {
		if (*l->t.p == '\\' && l->t.p + 1 < l->t.end && l->t.p[1] == '\n')
			l->t.p += 2;
		else if (is_one_of(*l->t.p, " \t"))
			l->t.p++;
		else
			return;
	}
}

/* What follows the word is of a shell's making, `a&b`: all that is left of the line. */
static void take_rest_of_line(struct lexer *l, struct shell_word *w)
{
	if (!w->shell)
		w->shell = arena_strndup(l->t.r->arena, l->t.p, 1);
	while (l->t.p < l->t.end && !shell_at_line_end(&l->t))
		shell_step(&l->t);
	for (w->to = l->t.p; is_one_of(w->to[-1], " \t");)
		w->to--;
}

static bool assignment(struct lexer *l)
{
	size_t n = shell_name(&l->t);
	const char *name = l->t.p, *behind = name + n;
	struct assignment a = {0};
	struct shell_word w;
	bool append = n && l->t.end - behind >= 2 && behind[0] == '+' && behind[1] == '=';

	if (!n || (!append && (behind == l->t.end || *behind != '=')))
		return false;
	l->t.p = behind + 1 + append;
	w = shell_word(&l->t);
	if (append && !w.shell)
		w.shell = "+=";
	if (l->t.p < l->t.end && is_one_of(*l->t.p, "&|()<>"))
		take_rest_of_line(l, &w);
	a.key = arena_strndup(l->t.r->arena, name, n);
	a.key_at = shell_span(&l->t, name, behind);
	a.at = shell_span(&l->t, w.from, w.to);
	a.shell = w.shell;
	a.literal = w.inner || w.shell;
	a.value = w.shell ? arena_strndup(l->t.r->arena, w.from, (size_t)(w.to - w.from)) : w.text.s;
	a.value_at = w.inner && !w.shell ? shell_span(&l->t, w.inner, w.outer) : a.at;
	arena_push(l->t.r->arena, l->all->v, l->all->n, a);
	return true;
}

enum { NOTES = 3 };

/* Of a file with many commands, which is a program, the first is reported and a few more named. */
static void command_found(struct lexer *l, const char *from)
{
	struct span at;

	while (l->t.p < l->t.end && *l->t.p != ';' && !shell_at_line_end(&l->t)) {
		if (is_one_of(*l->t.p, "'\"`"))
			shell_skip_quoted(&l->t);
		else
			shell_step(&l->t);
	}
	if (l->t.cut)
		return;
	at = shell_span(&l->t, from, l->t.p);
	l->commands++;
	if (!l->runs) {
		l->runs = import_fault(l->t.r, &IMP005, NULL, at,
				       "a shell would run this: it is no assignment");
		l->runs->help = "KEY=value alone in its line; a value with blanks in double quotes";
	} else if (l->commands <= 1 + NOTES) {
		finding_note(l->t.r->findings, l->runs, (struct place){.span = at}, "and this");
	}
}

/* Words up to the end of the line or `;`. Assignments in front of a command are its own: they set nothing. */
static void command(struct lexer *l)
{
	const char *from = l->t.p;
	size_t before = l->all->n;
	bool exports = false;

	for (;; skip_blanks(l)) {
		if (l->t.p == l->t.end || shell_at_line_end(&l->t) || *l->t.p == ';')
			return;
		if (*l->t.p == '#') {
			comment(l);
			return;
		}
		if (assignment(l))
			continue;
		if (l->t.p == from && l->t.end - from > 7 && !memcmp(from, "export", 6) &&
		    is_one_of(from[6], " \t")) {
			l->t.p += 6;
			exports = true;
			continue;
		}
		if (exports && shell_name(&l->t)) {
			const char *word = l->t.p;

			l->t.p += shell_name(&l->t);
			if (!shell_word_goes_on(&l->t))
				continue; /* for the environment, as it is */
			l->t.p = word;
		}
		command_found(l, l->t.p);
		l->all->n = before;
		return;
	}
}

/* Behind a command: the end of its line, or one `;`. */
static void command_end(struct lexer *l)
{
	if (l->t.p == l->t.end)
		return;
	if (*l->t.p != ';') {
		l->t.p += *l->t.p == '\r' && l->t.p + 1 < l->t.end ? 2 : 1;
		return;
	}
	l->t.p++;
	skip_blanks(l);
	if (l->t.p < l->t.end && *l->t.p == ';') {
		import_fault(l->t.r, &IMP009, NULL, shell_span(&l->t, l->t.p, l->t.p + 1),
			     "a ';' without a command in front of it")
			->consequence = "bash stops reading the file there";
		while (l->t.p < l->t.end && *l->t.p == ';')
			l->t.p++;
	}
}

struct assignments assign_read(struct reading *r, const struct source *s)
{
	struct assignments all = {0};
	struct lexer l = {.t = {.r = r, .s = s, .p = s->bytes, .end = s->bytes + s->len}, .all = &all};

	l.end_of_comments = &all.comments;
	if (s->len >= 3 && !memcmp(s->bytes, "\xef\xbb\xbf", 3)) {
		import_fault(r, &IMP009, NULL, shell_span(&l.t, l.t.p, l.t.p + 3),
			     "a byte order mark in front of the first line")
			->consequence = "bash takes it for a part of that line, which is then no assignment";
		l.t.p += 3;
	}
	while (l.t.p < l.t.end) {
		skip_blanks(&l);
		if (l.t.p < l.t.end && *l.t.p == ';') {
			import_fault(r, &IMP009, NULL, shell_span(&l.t, l.t.p, l.t.p + 1),
				     "a ';' without a command in front of it")
				->consequence = "bash stops reading the file there";
			l.t.p++;
			continue;
		}
		command(&l);
		command_end(&l);
	}
	all.cut = l.t.cut;
	return all;
}

/* ---- what counts ---- */

/* A key that is set to several values. */
struct several {
	const struct assignment *counts, *other; /* the last, and the first that differs from it */
	size_t times;
};

static void say_several(struct reading *r, const struct several *k, const char *object)
{
	finding_note(r->findings,
		     import_fault(r, &IMP004, object, k->other->at,
				  "%s is set %zu times, and differently: the last one counts", k->counts->key,
				  k->times),
		     (struct place){.span = k->counts->at}, "this one");
}

struct hash *assign_index(struct reading *r, const struct assignments *all, const char *object)
{
	struct hash *index = hash_new(r->arena), *again = hash_new(r->arena);
	struct several *k;

	for (size_t i = all->n; i--;) {
		struct assignment *a = &all->v[i], *last = hash_get(index, a->key);

		if (!last) {
			hash_put(index, a->key, a);
			continue;
		}
		k = hash_get(again, a->key);
		if (!k) {
			k = arena_alloc(r->arena, sizeof(*k));
			*k = (struct several){.counts = last, .times = 1};
			hash_put(again, a->key, k);
		}
		k->times++;
		if (strcmp(last->value, a->value) != 0)
			k->other = a;
	}
	for (size_t i = 0; i < all->n; i++) {
		k = hash_get(again, all->v[i].key);
		if (k && k->other == &all->v[i])
			say_several(r, k, object);
	}
	return index;
}

void assign_say_shell(struct reading *r, const struct assignment *a, const char *object)
{
	import_fault(r, &IMP005, object, a->at, "it takes a shell to know the value of %s: '%s' in it",
		     a->key, a->shell)
		->help = arena_printf(r->arena, "%s= with the value that it has on the host", a->key);
}

const struct assignment *assign_find(const struct assignments *all, const char *key)
{
	for (size_t i = all->n; i--;)
		if (!strcmp(all->v[i].key, key))
			return &all->v[i];
	return NULL;
}

struct span assign_part(const struct assignment *a, size_t from, size_t len)
{
	if (!a->literal)
		return a->at;
	return (struct span){a->value_at.source, a->value_at.from + (uint32_t)from,
			     a->value_at.from + (uint32_t)(from + len)};
}
