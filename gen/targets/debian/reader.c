/* interfaces(5), and what shows it. */
#include <string.h>

#include "base/word.h"
#include "import/looks.h"
#include "targets/debian/read.h"

enum { WORD = 1, STANZA };

/* Words that begin a line outside of a stanza, with an argument; `iface` without a name ifup takes for a
 * stanza too. */
static int interfaces_line(const struct line *l)
{
	static const char *const words[] = {"auto",         "mapping",    "source",   "source-directory",
					    "no-auto-down", "no-scripts", "template", NULL};
	bool iface = !strcmp(l->w[0], "iface");

	if (iface && l->n == 1)
		return STANZA;
	if (l->n < 2 || strchr("=:(,.", *l->w[1]))
		return 0;
	return iface ? STANZA : word_pick(l->w[0], words) >= 0 || !strncmp(l->w[0], "allow-", 6) ? WORD : 0;
}

static int interfaces_show(const struct looks *l, const struct seen *own, bool claimed)
{
	(void)l;
	(void)claimed;
	return own->first || own->most == STANZA ? SHOWN_GRAMMAR + 1 : 0;
}

#define LIST(...)                                                                                            \
	(const char *const[])                                                                                \
	{                                                                                                    \
		__VA_ARGS__, NULL                                                                            \
	}

const struct file_kind debian_kind_interfaces = {
	.name = "interfaces",
	.places = LIST("etc/network/interfaces"),
	.links = LIST("etc/network/"),
	.names = LIST("interfaces", "interfaces.*"),
	.names_host = true,
	.line = interfaces_line,
	.shows = interfaces_show,
};

const struct reader reader_debian = {
	.name = "debian",
	.title = "Debian",
	.kinds = (const struct file_kind *const[]){&debian_kind_interfaces, NULL},
	.read = debian_read,
};
