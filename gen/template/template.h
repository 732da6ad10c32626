/*
 * Templates: the text of generated files, with holes for typed values.
 *
 * Mustache's syntax, a strict meaning:
 *   {{name}}            the value; a name that the view (or a view around it) does not offer is an error
 *   {{#x}}..{{/x}}      once for a true flag or present value, once per item of a list
 *   {{^x}}..{{/x}}      once if the flag is false, the value absent or the list empty
 *   {{! text}}          a comment
 * A line that holds nothing but section tags or comments (and blanks) is not written. A line whose
 * values are all absent is not written; a line with some absent and some present is an error. Any
 * value or list that the view holds and the template never named is an error: so no setting is lost
 * on the way. Inside a section over a list, names are looked up in the item, then around it.
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
 * The same name twice in one view is a fault too.
 */
void view_word(struct view *v, const char *name, const char *word); /* [A-Za-z0-9._:/,+@%=-]+ */
void view_words(struct view *v, const char *name, const char *const *words, size_t n); /* joined by one blank; n = 0: absent */
void view_number(struct view *v, const char *name, long number);
void view_ip(struct view *v, const char *name, const struct ip *ip);        /* without prefix */
void view_ip_prefix(struct view *v, const char *name, const struct ip *ip); /* with prefix */
void view_mac(struct view *v, const char *name, const struct mac *mac);
void view_absent(struct view *v, const char *name); /* offered, but there is nothing to write */
void view_flag(struct view *v, const char *name, bool on); /* for sections only; needs not be used */

/* Free text for a comment: each hidden character becomes a blank, and characters that could end the
 * comment or be taken for a setting are replaced: '=' by ':', '\\' by '/'; `$`, '`' and quotes by '\''.
 * NULL or nothing left: absent. */
void view_comment(struct view *v, const char *name, const char *text);

/* Appends an item to the list `name` (creating it) and gives the item to be filled. */
struct view *view_item(struct view *v, const char *name);
void view_list(struct view *v, const char *name); /* offers the list `name` even if no item follows */

/*
 * Fills `text`, the template called `name`, from `v`. True: the result was added to `out`.
 * False: `*error` tells what is wrong and where ("rhel/ifcfg:12: no value is named 'foo'").
 */
bool template_render(struct arena *a, const char *name, const char *text, const struct view *v, struct text *out,
		     const char **error);

/* The templates built into the program; by path below templates/, e.g. "rhel/ifcfg". NULL: none. */
const char *template_builtin(const char *path);

#endif
