/* Files of xend, and what shows them. */
#include <string.h>

#include "import/looks.h"
#include "targets/xend/read.h"

static int config_line(const struct line *l)
{
	return *l->s == '(';
}

static int config_shows(const struct looks *l, const struct seen *own, bool claimed)
{
	(void)l;
	(void)claimed;
	return own->first ? SHOWN_GRAMMAR + 2 : 0;
}

static int script_line(const struct line *l)
{
	return strstr(l->s, "network-bridge") != NULL;
}

/* xend's own scripts lie beside a wrapper: nothing of a host's is in them. */
static int script_shows(const struct looks *l, const struct seen *own, bool claimed)
{
	static const char own_script[] = "network-bridge";

	(void)claimed;
	return own->lines && strncmp(l->base, own_script, strlen(own_script)) != 0 ? SHOWN_GRAMMAR : 0;
}

static bool serves(const struct release *os)
{
	return os->xen;
}

#define LIST(...)                                                                                            \
	(const char *const[])                                                                                \
	{                                                                                                    \
		__VA_ARGS__, NULL                                                                            \
	}

const struct file_kind xend_kind_config = {
	.name = "xend-config.sxp",
	.places = LIST("etc/xen/xend-config.sxp"),
	.links = LIST("etc/xen/"),
	.names = LIST("xend-config*.sxp*"),
	.line = config_line,
	.shows = config_shows,
};

const struct file_kind xend_kind_script = {
	.name = "a script for network-bridge",
	.places = LIST("etc/xen/scripts/"),
	.form = FORM_PROGRAM,
	.line = script_line,
	.shows = script_shows,
};

const struct reader reader_xend = {
	.serves = serves,
	.kinds = (const struct file_kind *const[]){&xend_kind_config, &xend_kind_script, NULL},
	.read = xend_read,
};
