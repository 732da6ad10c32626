/* What a shell may offer where the last word of a command line is being typed. */
#include <string.h>
#include <strings.h>

#include "cli/option.h"
#include "model/release.h"

/* What the words in front of it come to. */
struct line {
	const struct command *command;
	const struct option_row *open; /* its argument is the next word; NULL: none is due */
	const struct option_row **given;
	size_t n;
	int arguments;
	bool ended; /* by "--": no options from there on */
};

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* Adds the word, as a whole with what stands before it, if that is what was begun. */
static void offer(struct text *out, const char *before, const char *typed, const char *word)
{
	if (begins(word, typed))
		text_addf(out, "%s%s\n", before, word);
}

/* ---- what was typed ---- */

static bool is_option(const struct line *line, const char *word)
{
	return !line->ended && word[0] == '-' && word[1];
}

static const struct option_row *row_of(const char *word)
{
	if (!strcmp(word, "-h"))
		return option_find("help", 4);
	return begins(word, "--") ? option_find(word + 2, strcspn(word + 2, "=")) : NULL;
}

static void take_word(struct arena *a, struct line *line, const char *word)
{
	const struct option_row *row;

	if (line->open) {
		line->open = NULL;
	} else if (!line->ended && !strcmp(word, "--")) {
		line->ended = true;
	} else if (!is_option(line, word)) {
		line->arguments++;
	} else {
		row = row_of(word);
		if (!row)
			return;
		arena_push(a, line->given, line->n, row);
		line->open = row->argument && !strchr(word, '=') ? row : NULL;
	}
}

static bool is_given(const struct line *line, const struct option_row *row)
{
	for (size_t i = 0; i < line->n; i++)
		if (line->given[i] == row)
			return true;
	return false;
}

/* ---- what may stand there ---- */

/* Each family's names without a minor stand before those with one. */
static const char *const *releases(struct arena *a)
{
	const char **v = NULL, *last = "";
	const struct release *rows;
	size_t n = 0, nrows;

	rows = release_rows(&nrows);
	for (const struct release *r = rows; r < rows + nrows; last = r->name, r++) {
		if (r->minor_from >= 0 && strcmp(r->name, last))
			arena_push(a, v, n, r->name);
		for (int minor = r->minor_from; minor <= r->minor; minor++)
			arena_push(a, v, n, release_name(a, r, minor));
	}
	arena_push(a, v, n, NULL);
	return v;
}

/* The releases that go with the word, once that is typed up to its colon. */
static void offer_pairs(struct text *out, const struct option_row *row, const char *word, const char *before,
			const char *typed)
{
	const char *pair = arena_printf(out->arena, "%s:", word);

	if (!begins(typed, pair))
		return;
	for (const char *const *os = releases(out->arena); *os; os++) {
		pair = arena_printf(out->arena, "%s:%s", word, *os);
		if (row->pair(out->arena, pair))
			offer(out, before, typed, pair);
	}
}

/* The argument of an option, behind what stands `before` it in the word. */
static void offer_argument(struct text *out, const struct line *line, const struct option_row *row,
			   const char *before, const char *typed)
{
	const char *const *words = option_words(out->arena, row);

	if (!option_belongs(row, line->command))
		return;
	for (const char *const *word = words; word && *word; word++)
		offer(out, before, typed, *word);
	if (row->releases)
		for (const char *const *os = releases(out->arena); *os; os++)
			offer(out, before, typed, *os);
	for (const char *const *word = words; row->pair && *word; word++)
		offer_pairs(out, row, *word, before, typed);
}

static void offer_options(struct text *out, const struct line *line, const char *typed)
{
	for (const struct option_row *row = option_rows; row->name; row++)
		if (option_belongs(row, line->command) && !is_given(line, row))
			offer(out, "", typed, arena_printf(out->arena, "--%s", row->name));
}

static void offer_option(struct text *out, const struct line *line, const char *typed)
{
	const char *is = strchr(typed, '=');
	const struct option_row *row = is ? row_of(typed) : NULL;

	if (!is)
		offer_options(out, line, typed);
	else if (row && row->argument)
		offer_argument(out, line, row, arena_strndup(out->arena, typed, (size_t)(is + 1 - typed)),
			       is + 1);
}

/* Arguments are words in any case: `explain` takes bond003 too. */
static void offer_arguments(struct text *out, const struct command *c, const char *typed)
{
	for (const char *const *word = c->list(out->arena); *word; word++)
		if (!strncasecmp(*word, typed, strlen(typed)))
			text_addf(out, "%s\n", *word);
}

static void offer_first(struct text *out, const char *typed)
{
	for (const struct command *const *c = commands; *c; c++)
		offer(out, "", typed, (*c)->name);
	if (*typed) {
		offer(out, "", typed, "--help");
		offer(out, "", typed, "--version");
	}
}

void complete(char *const *words, int n, struct text *out)
{
	const char *typed = n ? words[n - 1] : "";
	struct line line = {0};

	if (n < 2) {
		offer_first(out, typed);
		return;
	}
	line.command = command_find(words[0]);
	if (!line.command)
		return;
	for (int i = 1; i < n - 1; i++)
		take_word(out->arena, &line, words[i]);
	if (line.open)
		offer_argument(out, &line, line.open, "", typed);
	else if (!line.ended && *typed == '-')
		offer_option(out, &line, typed);
	else if (line.command->list && !line.arguments)
		offer_arguments(out, line.command, typed);
}
