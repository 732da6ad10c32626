/* Texts of Cobbler's, and what shows them. */
#include <string.h>

#include "import/looks.h"
#include "targets/cobbler/cobbler.h"

static const char *skip_blanks(const char *p)
{
	return p + strspn(p, " \t\r\n");
}

/* Behind the text that begins at the quote `p`; at the end of the file where it does not end. */
static const char *skip_text(const char *p)
{
	for (p++; *p && *p != '"'; p++)
		if (*p == '\\' && p[1])
			p++;
	return *p ? p + 1 : p;
}

/* An object that has "interfaces"; where --from says that it is one, any will do. Whether it is JSON
 * otherwise is for the reader to say: a record with a fault is one. */
static int record_shows(const struct looks *l, const struct seen *own, bool claimed)
{
	static const char key[] = "\"interfaces\"";
	const char *p = skip_blanks(l->s->bytes);
	int depth = 0;

	(void)own;
	if (*p != '{' || claimed)
		return *p == '{' ? SHOWN_GRAMMAR : 0;
	while (*p) {
		if (*p == '"') {
			const char *behind = skip_text(p);

			if (depth == 1 && !strncmp(p, key, sizeof(key) - 1) && *skip_blanks(behind) == ':')
				return SHOWN_GRAMMAR;
			p = behind;
			continue;
		}
		depth += *p == '{' || *p == '[';
		depth -= *p == '}' || *p == ']';
		p++;
	}
	return 0;
}

/* "KEY: VALUE", values in Python's notation: dumpvars in cli.py of all versions. */
static int dumpvars_line(const struct line *l)
{
	return !l->indented && !strcmp(l->w[0], "interfaces:") && l->w[1][0] == '{';
}

static int dumpvars_show(const struct looks *l, const struct seen *own, bool claimed)
{
	(void)l, (void)claimed;
	return own->lines ? SHOWN_GRAMMAR : 0;
}

/* ---- all of them ---- */

const struct file_kind cobbler_kind_record = {
	.name = "record",
	.form = FORM_JSON,
	.shows = record_shows,
};

static const struct file_kind kind_dumpvars = {
	.name = "dumpvars",
	.line = dumpvars_line,
	.shows = dumpvars_show,
	.unread = "it is what `cobbler system dumpvars` prints, which is no JSON; get_blended_data(\"\", "
		  "\"NAME\") of Cobbler's XML-RPC gives the same data to a program, which can write them as "
		  "JSON",
};

/* A system may be of any release. */
static bool serves(const struct release *os)
{
	(void)os;
	return true;
}

const struct reader reader_cobbler = {
	.name = "cobbler",
	.title = "Cobbler",
	.serves = serves,
	.kinds = (const struct file_kind *const[]){&cobbler_kind_record, &kind_dumpvars, NULL},
	.release = cobbler_find_release,
	.host_told_by = "hostname or name of the record",
	.wanted = "one record as JSON: /var/lib/cobbler/collections/systems/NAME.json, in 2.x config/systems.d/NAME.json,\n"
		  "or what get_blended_data() of the XML-RPC gives; not what `cobbler system report` or dumpvars prints",
	.read = cobbler_read,
};
