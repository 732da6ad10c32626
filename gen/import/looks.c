/* What is the same for all kinds of files; what their lines are, the kinds say. Nothing is judged. */
#include "import/looks.h"

#include <ctype.h>
#include <string.h>

#include "base/word.h"

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* ---- what several grammars have ---- */

bool word_is_address(const char *w)
{
	return !strcmp(w, "default") ||
	       (isxdigit((unsigned char)*w) && strspn(w, "0123456789abcdefABCDEF.:/") == strlen(w) &&
		strpbrk(w, ".:/"));
}

bool line_is_columns(const struct line *l)
{
	return l->n > 1 && word_is_address(l->w[0]) && (word_is_address(l->w[1]) || !strcmp(l->w[1], "-"));
}

int line_weigh(const struct line *l, const struct key_weight *rows)
{
	for (; l->key && rows->key; rows++) {
		size_t n = strlen(rows->key) - 1;

		if (!strcmp(rows->key, l->key) || (rows->key[n] == '*' && !strncmp(rows->key, l->key, n)))
			return 1 + rows->weight;
	}
	return 0;
}

int seen_weight(const struct seen *seen)
{
	return (int)(seen->sum - seen->lines);
}

const struct seen *looks_seen(const struct looks *l, const struct file_kind *k)
{
	size_t i = 0;

	while (l->kinds.v[i] != k)
		i++;
	return &l->seen[i];
}

bool looks_mostly(const struct looks *l, size_t lines)
{
	return lines * 2 > l->lines;
}

const char *const ifcfg_backups[] = {"~", ".bak", ".orig", ".rpmnew", ".rpmorig", ".rpmsave", NULL};

/* YaST's template beside them describes each key, and sets none of an interface. */
bool looks_like_ifcfg(const struct looks *l, const struct seen *own, bool claimed)
{
	if (claimed)
		return l->assigned;
	return own->lines && looks_mostly(l, l->assigned) && strcmp(l->base, "ifcfg.template") != 0;
}

/* ---- what is not read ---- */

/* True for an option whose value is a program, in which anything may stand. */
static bool is_command(const struct line *l)
{
	static const char *const words[] = {"up", "down", "pre-up", "post-up", "pre-down", "post-down", NULL};

	return word_pick(l->w[0], words) >= 0;
}

static bool is_yaml(const struct line *l)
{
	size_t n = strspn(l->s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

	return begins(l->s, "- ") ||
	       (n && l->s[n] == ':' && (!l->s[n + 1] || isspace((unsigned char)l->s[n + 1])));
}

static const char *other_kind(const char *key, const char *value)
{
	bool type = !strcmp(key, "TYPE") || !strcmp(key, "DEVICETYPE");

	if (!strncasecmp(key, "OVS_", 4) || (type && !strncasecmp(value, "OVS", 3)))
		return "it configures Open vSwitch";
	if (begins(key, "TEAM_") || (type && !strncasecmp(value, "Team", 4)))
		return "it configures a team device";
	return NULL;
}

/* "<ADDRESS>" or "@ADDRESS@" in a value */
static bool is_placeholder(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

	for (; (s = strpbrk(s, "<@")); s++) {
		size_t n = strspn(s + 1, letters);

		if (n && isalpha((unsigned char)s[1]) && s[n + 1] == (*s == '<' ? '>' : '@'))
			return true;
	}
	return false;
}

/* Jinja, Mako and ERB, as Salt, Ansible and Puppet fill them in. */
static const char *template_mark(const struct line *line)
{
	static const char *const mako[] = {"%for", "%if", "%endfor", "%endif", "%else:", NULL};
	const char *braces = strstr(line->s, "{{");

	if (strstr(line->s, "{%"))
		return "{%";
	if (strstr(line->s, "<%"))
		return "<%";
	if (braces && strstr(braces, "}}") && isalpha((unsigned char)braces[2 + strspn(braces + 2, " -")]))
		return "{{";
	if (word_pick(line->w[0], mako) >= 0 || (!strcmp(line->w[0], "%") && line->n > 1))
		return "%";
	return is_command(line) || !is_placeholder(line->s) ? NULL : "a placeholder";
}

/* Copied out of an editor that makes tabs visible (mcedit): to ifupdown they are the beginnings of words. */
static bool shows_tabs(const struct line *line)
{
	return begins(line->s, "<------>");
}

static void look_for_other(struct looks *l, const struct line *line)
{
	static const char *const networkd[] = {"[Network]", "[NetDev]", NULL};

	if (!line->indented && !strcmp(line->w[0], "network:"))
		l->other = "it is netplan's";
	else if (!strcmp(line->w[0], "allow-ovs") || begins(line->w[0], "ovs_") || begins(line->w[0], "ovs-"))
		l->other = "it configures Open vSwitch";
	else if (!strcmp(line->w[0], "[connection]"))
		l->other = "it is a connection of NetworkManager";
	else if (word_pick(line->w[0], networkd) >= 0)
		l->other = "it is systemd-networkd's";
	else if (line->key)
		l->other = other_kind(line->key, line->value);
}

/* ---- all of it ---- */

static void look_at_first(struct looks *l, const struct line *line)
{
	if (*line->s == '<' && (isalpha((unsigned char)line->s[1]) || strchr("?!", line->s[1])))
		l->form = FORM_XML;
	else if ((*line->s == '{' || *line->s == '[') && strchr("\"{[ ", line->s[1]))
		l->form = FORM_JSON;
}

static void ask_kinds(struct looks *l, const struct line *line)
{
	for (size_t i = 0; i < l->kinds.n; i++) {
		int is = l->kinds.v[i]->line ? l->kinds.v[i]->line(line) : 0;
		struct seen *seen = &l->seen[i];

		seen->lines += is > 0;
		seen->sum += (size_t)is;
		if (is > seen->most)
			seen->most = is;
		if (l->lines == 1)
			seen->first = is;
	}
}

static void look_at_line(struct looks *l, const struct line *line)
{
	if (!l->lines++ && l->form == FORM_LINES)
		look_at_first(l, line);
	ask_kinds(l, line);
	l->assigned += line->key != NULL;
	l->yaml += is_yaml(line);
	l->description |= !line->indented && !strcmp(line->w[0], "os:");
	l->tabs |= shows_tabs(line);
	if (!l->template)
		l->template = template_mark(line);
	if (!l->other)
		look_for_other(l, line);
}

/* Its key and value, without quotes around it. */
static void split(struct arena *a, struct line *line)
{
	size_t n = strcspn(line->s, "=");
	char *key, *v;

	if (!line->s[n] || isdigit((unsigned char)*line->s))
		return;
	key = arena_strndup(a, line->s, n);
	if (!word_made_of(key, "_"))
		return;
	v = arena_strdup(a, line->s + n + 1);
	v += *v == '"' || *v == '\'';
	v[strcspn(v, "\"'")] = 0;
	line->key = key;
	line->value = v;
}

/* Cuts the line, which may be changed, into words. */
static struct line line_of(struct arena *a, char *text)
{
	struct line line = {.w = {""}};
	char *rest, *word;

	text[strcspn(text, "\r")] = 0;
	line.s = text + strspn(text, " \t");
	line.indented = line.s != text;
	rest = arena_strdup(a, line.s);
	while (line.n < LINE_WORDS && (word = strsep(&rest, " \t")))
		if (*word)
			line.w[line.n++] = word;
	split(a, &line);
	return line;
}

struct looks looks_of(struct arena *a, const char *path, const struct source *s)
{
	const char *slash = strrchr(path, '/'), *text;
	struct looks l = {
		.s = s,
		.base = slash ? slash + 1 : path,
		.dir = arena_printf(a, "/%.*s", slash ? (int)(slash + 1 - path) : 0, path),
		.form = s->len > 1 && !memcmp(s->bytes, "#!", 2) ? FORM_PROGRAM : FORM_LINES,
		.kinds = readers_kinds(a),
	};
	size_t len;

	l.seen = arena_alloc(a, l.kinds.n * sizeof(*l.seen));
	for (unsigned n = 1; source_line(s, n, &text, &len); n++) {
		struct line line = line_of(a, arena_strndup(a, text, len));

		if (line.n && *line.s != '#')
			look_at_line(&l, &line);
	}
	return l;
}
