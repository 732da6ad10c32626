#include "bundle/script.h"

#include <string.h>

#include "base/word.h"
#include "files/digest.h"
#include "files/shared.h"

/* What a script is written with. */
struct writer {
	struct arena *arena;
	bool (*spoils)(const char *line, size_t len);
	struct text *out;
};

/* ---- lines ---- */

static bool line_spoils(const struct writer *w, const char *line, size_t len)
{
	return (len && line[0] == '%') || (w->spoils && w->spoils(line, len));
}

/* True if one of the lines does, or the last has no break: a here-document has one behind each. */
static bool text_spoils(const struct writer *w, const char *s, size_t len)
{
	const char *end = s + len;

	if (len && end[-1] != '\n')
		return true;
	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));

		if (line_spoils(w, s, (size_t)(nl - s)))
			return true;
		s = nl + 1;
	}
	return false;
}

/* ---- words ---- */

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
	       c == '\t';
}

/* The bytes as one word that means them and nothing else; `apart`: with each that is not plain in quotes of
 * its own, and those that are not ASCII by their numbers. */
static void add_word(struct text *out, const char *s, size_t n, bool apart)
{
	bool open = false;

	if (!n)
		text_add(out, "''");
	for (size_t i = 0; i < n; i++) {
		bool alone = s[i] == '\'' || (apart && !is_plain(s[i]));

		if (open != !alone)
			text_addc(out, '\'');
		open = !alone;
		if (s[i] == '\'')
			text_add(out, "\"'\"");
		else if (alone && (unsigned char)s[i] >= 0x80)
			text_addf(out, "\"$(printf '\\%03o')\"", (unsigned char)s[i]);
		else if (alone)
			text_addf(out, "'%c'", s[i]);
		else
			text_addc(out, s[i]);
	}
	if (open)
		text_addc(out, '\'');
}

/* A command without what it reads: the name of the function and its words. */
static void add_command(const struct writer *w, const char *function, const char *const *words, size_t n)
{
	for (int apart = false; apart <= true; apart++) {
		struct text line;

		text_init(&line, w->arena);
		text_add(&line, function);
		for (size_t i = 0; i < n; i++) {
			text_addc(&line, ' ');
			if (word_made_of(words[i], ""))
				text_add(&line, words[i]);
			else
				add_word(&line, words[i], strlen(words[i]), apart);
		}
		if (apart || !line_spoils(w, line.s, line.len)) {
			text_addn(w->out, line.s, line.len);
			return;
		}
	}
}

/* ---- texts ---- */

/* A delimiter that occurs nowhere in the text. */
static const char *delimiter_for(struct arena *a, const char *s)
{
	const char *word = "EOF";

	for (int i = 2; strstr(s, word); i++)
		word = arena_printf(a, "EOF_%d", i);
	return word;
}

/* What the command reads, behind it: as a here-document, or as more words of it. */
static void add_text(const struct writer *w, const char *s, size_t len)
{
	const char *text = arena_strndup(w->arena, s, len), *delimiter;

	if (!text_spoils(w, s, len)) {
		delimiter = delimiter_for(w->arena, text);
		text_addf(w->out, " <<'%s'\n%s%s\n\n", delimiter, text, delimiter);
		return;
	}
	for (;;) {
		size_t n = strcspn(text, "\n");

		text_add(w->out, " \\\n\t");
		add_word(w->out, text, n, true);
		if (!text[n])
			break;
		text += n + 1;
	}
	text_add(w->out, "\n\n");
}

/* ---- files ---- */

static bool holds_marker(const struct file *f)
{
	struct block b = shared_find(f->text, f->len);

	return b.why || b.to - b.from != f->len;
}

static void add_fragment(const struct writer *w, const struct file *f, const char *mode, const char *hash)
{
	const char *const words[] = {f->path, mode, hash, f->place == AT_TOP ? "top" : "end"};

	if (f->place == BY_HAND) {
		add_command(w, "by_hand", words, 1);
	} else if (holds_marker(f)) {
		const char *const why[] = {arena_printf(
			w->arena, "the lines for /%s hold a marker themselves: left as it is", f->path)};

		add_command(w, "describe", words, 1);
		text_addc(w->out, '\n');
		add_command(w, "complain", why, 1);
		text_add(w->out, "\n\n");
		return;
	} else if (f->joins) {
		add_command(w, "is_there", words, 1);
		text_add(w->out, " && ");
		add_command(w, "share", words, 4);
	} else {
		add_command(w, "share", words, 4);
	}
	add_text(w, f->text, f->len);
}

static void add_file(const struct writer *w, const struct file *f)
{
	const char *mode = f->mode & 0111 ? "0755" : "0644", *hash = digest_of(w->arena, f->text, f->len);

	if (f->fragment) {
		add_fragment(w, f, mode, hash);
	} else {
		add_command(w, "own", (const char *const[]){f->path, mode, hash}, 3);
		add_text(w, f->text, f->len);
	}
}

/* The init script of Red Hat's releases goes by the files in network-scripts, each for the device that it
 * names. */
static void add_clear_away(const struct writer *w, const struct net *net)
{
	if (strcmp(net->os->target, "rhel") != 0 || !net->ifaces.n)
		return;
	add_command(w, "clear_away", ifaces_names(w->arena, &net->ifaces), net->ifaces.n);
	text_addc(w->out, '\n');
}

void script_write(struct render *r, bool (*spoils)(const char *line, size_t len), struct text *out)
{
	struct writer w = {r->arena, spoils, out};
	const char *host = r->net->host->host.s;

	text_addf(out,
		  "# The network configuration of %s, made by bondwright. To be run in the root of the "
		  "installed system.\n"
		  "# A second run changes nothing; 1 says that something was in the way.\n"
		  "(\n",
		  host);
	if (!render_text(r, "bundle/functions.sh", view_new(r->arena), out))
		return;
	text_addc(out, '\n');
	for (size_t i = 0; i < r->files->n; i++)
		add_file(&w, &r->files->v[i]);
	add_clear_away(&w, r->net);
	add_command(&w, "finish", &host, 1);
	text_add(out, "\n)\n");
}
