/* Comments in files that bondwright itself wrote: templates/, about.c, files/file_set.c. */
#include <string.h>

#include "base/mac.h"
#include "model/convert.h"
#include "import/import.h"

/* How those begin that say nothing of the administrator's, in files whose comments are kept. */
static const char *const own[] = {
	"BEGIN bondwright",
	"END bondwright",
	"Needs these packages: ",
	"The network files need the package network-scripts",
	"Of several lines of one name xend takes the first",
};

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* "active-backup was chosen: nothing is known of its cabling", "00:16:3e:00:00:01 is the address of eth0":
 * about_notes() */
static bool tells_a_choice(const char *line)
{
	static const char is[] = " is ";
	char first[MAC_TEXT] = "";
	struct mac mac;

	if (strstr(line, " was chosen: "))
		return true;
	if (strlen(line) < MAC_TEXT - 1 + strlen(is))
		return false;
	memcpy(first, line, MAC_TEXT - 1);
	return mac_parse(first, &mac) && begins(line + MAC_TEXT - 1, is);
}

bool import_own_comment(const char *line)
{
	line += strspn(line, "# \t");
	if (strstr(line, "Made by bondwright for ") || tells_a_choice(line))
		return true;
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (begins(line, own[i]))
			return true;
	return false;
}

void import_comments(struct reading *r, struct draft_object *o, const struct draft_comment *c,
		     enum commented as, struct span at)
{
	bool has_one = draft_get(o, "comment");
	struct text field;

	text_init(&field, r->arena);
	for (; c; c = c->next) {
		if (import_own_comment(c->text))
			as = as == BELOW_MARK ? AS_FIELD : as;
		else if (as == AS_FIELD && !has_one && field.len + 1 + strlen(c->text) <= TEXT_MAX)
			text_join(&field, "\n", c->text);
		else
			draft_comment(r->draft, o, c->text);
	}
	if (field.len)
		draft_set(r->draft, o, "comment", field.s, at);
}
