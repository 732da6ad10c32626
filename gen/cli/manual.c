/* The manual page of a command, from its block and the rows of its options. */
#include "cli/manual.h"

#include <ctype.h>
#include <string.h>

#include "diag/mdoc.h"

/* ---- parts ---- */

void page_begin(struct text *out, const char *name)
{
	text_add(out, ".\\\" Printed by bondwright help --manual from the tables that the program reads by.\n"
		      ".Dd " BONDWRIGHT_DATE "\n.Dt BONDWRIGHT");
	if (name)
		text_addc(out, '-');
	for (const char *s = name ? name : ""; *s; s++)
		text_addc(out, (char)toupper((unsigned char)*s));
	text_addf(out, " 1\n.Os\n.Sh NAME\n.Nm bondwright%s%s\n", name ? "-" : "", name ? name : "");
}

void page_sentences(struct text *out, const char *s)
{
	char *own = arena_strdup(out->arena, s);

	*own = (char)toupper((unsigned char)*own);
	mdoc_prose(out, own);
}

void page_option(struct text *out, const struct option_row *row, bool more)
{
	const char *words = option_word_list(out->arena, row);

	text_addf(out, ".It Fl -%s%s%s\n", row->name, row->argument ? " Ar " : "",
		  row->argument ? row->argument : "");
	page_sentences(out,
		       arena_printf(out->arena, "%s%s%s.", row->text, words ? ": " : "", words ? words : ""));
	if (more && row->explain)
		mdoc_prose(out, row->explain(out->arena));
	else if (more && row->more)
		mdoc_prose(out, row->more);
}

void page_environment(struct text *out)
{
	text_add(out, ".Sh ENVIRONMENT\n.Bl -tag -width NO_COLOR\n"
		      ".It Ev NO_COLOR\nIf it is set and not empty, nothing is coloured without\n"
		      ".Fl -color Cm always .\n"
		      ".It Ev TERM\nNor is anything where it is not set, or\n.Li dumb .\n.El\n");
}

void page_policy(struct text *out)
{
	text_add(out, ".It Pa bondwright.ini\n");
	mdoc_prose(out,
		   "The policy: read in the directory of FILE, or the nearest one above it that has one.");
}

void page_exit(struct text *out, const char *yes, const char *no, const char *trouble)
{
	text_addf(out, ".Sh EXIT STATUS\n.Bl -tag -width Ds\n.It 0\n");
	mdoc_prose(out, yes);
	if (no) {
		text_add(out, ".It 1\n");
		mdoc_prose(out, no);
	}
	text_add(out, ".It 2\n");
	mdoc_prose(out, trouble);
	text_add(out, ".El\n");
}

void page_examples(struct text *out, const struct item *items)
{
	text_add(out, ".Sh EXAMPLES\n");
	for (const struct item *i = items; i->what; i++) {
		mdoc_prose(out, i->about);
		mdoc_display(out, arena_printf(out->arena, "$ %s\n", i->what));
		if (i[1].what)
			text_add(out, ".Pp\n");
	}
}

/* ---- synopsis ---- */

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] == '-' && word[2];
}

/* The arguments: "[X]" may be left out, "X..." is there several times, "--x" is an option, and its argument
 * follows. */
static void arguments(struct text *out, const char *s)
{
	while (*s) {
		size_t n = strcspn(s, " "), name = strcspn(s, " .]");
		const char *word = arena_strndup(out->arena, s, n);
		const struct option_row *row = is_option(word) ? option_find(word + 2, n - 2) : NULL;

		if (row)
			text_addf(out, ".Fl -%s%s", row->name, row->argument ? " " : "\n");
		else if (*word == '-')
			text_add(out, ".Fl -\n");
		else
			text_addf(out, "%s %.*s%s\n", *word == '[' ? ".Op Ar" : ".Ar",
				  (int)(*word == '[' ? name - 1 : name), word + (*word == '['),
				  strstr(word, "...") ? " ..." : "");
		s += n;
		s += strspn(s, " ");
		if (row && row->argument) {
			n = strcspn(s, " ");
			text_addf(out, "Ar %.*s\n", (int)n, s);
			s += n + strspn(s + n, " ");
		}
	}
}

static bool is_named(const char *synopsis, const struct option_row *row)
{
	const char *at = synopsis ? strstr(synopsis, row->name) : NULL;

	return at && at > synopsis + 1 && at[-1] == '-' && at[-2] == '-';
}

static void synopsis(struct text *out, const struct command *c)
{
	text_addf(out, ".Sh SYNOPSIS\n.Nm bondwright %s\n", c->name);
	for (const struct option_row *row = option_rows; row->name; row++)
		if (option_belongs(row, c) && !is_named(c->synopsis, row) && !is_named(c->instead, row))
			text_addf(out, ".Op Fl -%s%s%s\n", row->name, row->argument ? " Ar " : "",
				  row->argument ? row->argument : "");
	arguments(out, c->synopsis);
	if (c->instead) {
		text_addf(out, ".Nm bondwright %s\n.Op Ar option ...\n", c->name);
		arguments(out, c->instead);
	}
}

/* ---- the page ---- */

static void options(struct text *out, const struct command *c)
{
	text_add(out, ".Pp\nThe options:\n.Bl -tag -width Ds\n");
	for (const struct option_row *row = option_rows; row->name; row++)
		if (option_belongs(row, c))
			page_option(out, row, true);
	text_add(out, ".El\n");
}

static bool takes(const struct command *c, const char *name)
{
	return option_belongs(option_find(name, strlen(name)), c);
}

static void files(struct text *out, const struct command *c)
{
	if (!c->files && !takes(c, "policy"))
		return;
	text_add(out, ".Sh FILES\n.Bl -tag -width Ds\n");
	if (takes(c, "policy"))
		page_policy(out);
	for (const struct item *i = c->files; i && i->what; i++) {
		text_addf(out, ".It Pa %s\n", i->what);
		mdoc_prose(out, i->about);
	}
	text_add(out, ".El\n");
}

static void see_also(struct text *out, const struct command *c)
{
	text_add(out, ".Sh SEE ALSO\n.Xr bondwright 1 ,\n");
	for (const char *const *name = c->see; *name; name++)
		text_addf(out, ".Xr bondwright-%s 1 ,\n", *name);
	text_add(out, ".Xr bondwright-host 5 ,\n.Xr bondwright-rules 7\n");
}

void command_manual(const struct command *c, struct text *out)
{
	if (!c) {
		overview_manual(out);
		return;
	}
	page_begin(out, c->name);
	text_addf(out, ".Nd %s\n", c->summary);
	synopsis(out, c);
	text_add(out, ".Sh DESCRIPTION\n");
	mdoc_prose(out, c->about);
	options(out, c);
	if (takes(c, "color"))
		page_environment(out);
	files(out, c);
	page_exit(out, c->yes, c->no,
		  arena_printf(out->arena, "Trouble: wrong use%s%s. Standard error says what it was.",
			       c->trouble ? ", " : "", c->trouble ? c->trouble : ""));
	page_examples(out, c->examples);
	see_also(out, c);
}
