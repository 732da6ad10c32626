#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"

/* Lines end at LF, CR LF or a lone CR, as editors count them: not at U+2028, where libyaml breaks lines too.
 * A byte order mark is not part of the first. */
static void index_lines(struct arena *a, struct source *s)
{
	bool mark = s->len >= 3 && !memcmp(s->bytes, "\xef\xbb\xbf", 3);

	s->nlines = 0;
	arena_push(a, s->lines, s->nlines, mark ? 3 : 0);
	for (size_t i = 0; i < s->len; i++)
		if (s->bytes[i] == '\n' || (s->bytes[i] == '\r' && s->bytes[i + 1] != '\n'))
			arena_push(a, s->lines, s->nlines, (uint32_t)i + 1);
}

static int read_all(struct arena *a, int fd, struct source *s)
{
	char *bytes = arena_alloc(a, SOURCE_MAX + 2);

	s->bytes = bytes; /* zeroed: there is a NUL behind whatever comes */
	for (;;) {
		ssize_t n = read(fd, bytes + s->len, SOURCE_MAX + 1 - s->len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (!n)
			break;
		s->len += (size_t)n;
		if (s->len > SOURCE_MAX)
			return -EFBIG;
	}
	return 0;
}

int source_read(struct arena *a, const char *path, const char *name, struct source **out)
{
	struct source *s = source_of(a, name, "", 0);
	int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO, err;

	if (fd < 0)
		return -errno;
	err = read_all(a, fd, s);
	if (fd != STDIN_FILENO)
		close(fd);
	index_lines(a, s);
	*out = s;
	return err;
}

struct source *source_of(struct arena *a, const char *name, const char *bytes, size_t len)
{
	struct source *s = arena_alloc(a, sizeof(*s));

	*s = (struct source){.name = name, .bytes = bytes, .len = len};
	index_lines(a, s);
	return s;
}

struct position source_position(struct span at)
{
	const struct source *s = at.source;
	struct position p = {1, 1};
	size_t low = 0, high;
	uint32_t c;

	for (high = s->nlines; high - low > 1;) {
		size_t mid = (low + high) / 2;

		if (s->lines[mid] <= at.from)
			low = mid;
		else
			high = mid;
	}
	p.line = (unsigned)low + 1;
	for (size_t i = s->lines[low]; i < at.from; p.column++) {
		size_t n = utf8_decode(s->bytes + i, s->len - i, &c);

		i += n ? n : 1;
	}
	return p;
}

bool source_line(const struct source *s, unsigned line, const char **text, size_t *len)
{
	size_t from, to;

	if (line < 1 || line > s->nlines)
		return false;
	from = s->lines[line - 1];
	to = line < s->nlines ? s->lines[line] : s->len;
	while (to > from && (s->bytes[to - 1] == '\n' || s->bytes[to - 1] == '\r'))
		to--;
	*text = s->bytes + from;
	*len = to - from;
	return true;
}
