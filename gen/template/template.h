/*
 * Templates: the text of generated files, with holes for typed values.
 *
 * Mustache's syntax, a strict meaning:
 *   {{name}}            the value; a name that the view (or a view around it) does not offer is an error
 *   {{#x}}..{{/x}}      once for a true flag or present value, once per item of a list
 *   {{^x}}..{{/x}}      once if the flag is false, the value absent or the list empty
 *   {{! text}}          a comment
 * A line that holds nothing but section tags or comments (and blanks) is not written. A line whose
 * values are all absent is not written; a line with some absent and some present is an error.
 * A section may also stand within one line; the values of its text count for that line when it is
 * entered, and a line that such sections leave empty is not written. A section with text on its tag's
 * line has to end on that line, and every tag on its own. Blank lines only separate: several in a row
 * become one, and none begins or ends the result. A template ends in a newline and holds no control
 * characters. Names are made of [A-Za-z0-9_-].
 * Any value that the view holds and no {{name}} writes, and any list that no section names, is an
 * error: so no setting is lost on the way. That and unknown names are judged by the template's text,
 * entered or not; only the text of a section over an empty list may name what nothing offers. Inside
 * a section over a list, names are looked up in the item, then around it.
 */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/ip.h"
#include "base/mac.h"
#include "base/text.h"

struct view;

struct view *view_new(struct arena *a);

/*
 * Values. A view takes only what is harmless in every format: a value whose characters are not in
 * its alphabet is remembered as the view's fault and makes render fail; nothing is quoted or escaped.
 * The same name twice in one view is a fault too. Values are copied; names are not and must stay. NULL
 * for a value: absent, offered but with nothing to write.
 */
void view_word(struct view *v, const char *name, const char *word); /* [A-Za-z0-9._:/,+@%=-]+ */
void view_words(struct view *v, const char *name, const char *const *words, size_t n); /* joined by one blank; n = 0: absent */
void view_number(struct view *v, const char *name, long number);
void view_ip(struct view *v, const char *name, const struct ip *ip);        /* without prefix */
void view_ip_prefix(struct view *v, const char *name, const struct ip *ip); /* with prefix */
void view_mac(struct view *v, const char *name, const struct mac *mac);
void view_absent(struct view *v, const char *name);
void view_flag(struct view *v, const char *name, bool on); /* for sections only; needs not be used */

/* Free text for a comment: each hidden character becomes a blank, and characters that could end the
 * comment or be taken for a setting are replaced: '=' by ':', '\\' by '/'; `$`, '`' and quotes by '\''.
 * Bytes that are not UTF-8 become blanks too, and blanks at the ends go. NULL or nothing left: absent. */
void view_comment(struct view *v, const char *name, const char *text);

/* Appends an item to the list `name` (creating it) and gives the item to be filled. */
struct view *view_item(struct view *v, const char *name);
void view_list(struct view *v, const char *name); /* offers the list `name` even if no item follows */

/*
 * Fills `text`, the template called `name`, from `v`. True: the result was added to `out`.
 * False: `out` is as it was, and `*error` tells what is wrong and where ("rhel/ifcfg:12: no value is
 * named 'foo'"; what concerns no line goes without one). One view may be rendered several times, by
 * one thread at a time.
 */
bool template_render(struct arena *a, const char *name, const char *text, const struct view *v, struct text *out,
		     const char **error);

/* The templates built into the program; by path below templates/, e.g. "rhel/ifcfg". NULL: none. */
const char *template_builtin(const char *path);

#endif
