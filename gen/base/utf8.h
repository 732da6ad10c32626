/* UTF-8, and making foreign text safe to show. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Decodes one character of s[0..n); gives its length in bytes, 0 where the bytes are not UTF-8. */
size_t utf8_decode(const char *s, size_t n, uint32_t *c);

/* Offset of the first byte that is not UTF-8; n if all is well. */
size_t utf8_check(const char *s, size_t n);

/* Adds s[0..n) as a terminal or a log may see it: control, bidi and invisible format characters and
 * stray bytes become U+FFFD, a tab becomes one blank; one column per character of the input stays. */
void utf8_show(struct text *t, const char *s, size_t n);

/* True for characters that utf8_show() would replace. */
bool utf8_is_hidden(uint32_t c);

#endif
