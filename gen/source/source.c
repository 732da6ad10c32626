#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
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

enum { APART = 4096 }; /* bytes between two marks */

static size_t one_character(const struct source *s, size_t at)
{
	uint32_t c;
	size_t n = utf8_decode(s->bytes + at, s->len - at, &c);

	return n ? n : 1; /* a stray byte counts as one */
}

/* Marks along the text, so that a column far out in a long line costs no more than one in a short. */
static void index_characters(struct arena *a, struct source *s)
{
	struct mark next = {0, 0};

	s->nmarks = 0;
	arena_push(a, s->marks, s->nmarks, next);
	if (s->len < APART)
		return;
	while (next.at < s->len) {
		next.at += (uint32_t)one_character(s, next.at);
		next.characters++;
		if (next.at >= s->nmarks * APART)
			arena_push(a, s->marks, s->nmarks, next);
	}
}

/* Characters that begin in front of `at`. */
static size_t characters_before(const struct source *s, size_t at)
{
	size_t i = at / APART < s->nmarks ? at / APART : s->nmarks - 1, n;

	if (s->marks[i].at > at) /* a character lies across */
		i--;
	n = s->marks[i].characters;
	for (size_t k = s->marks[i].at; k < at && k < s->len; n++)
		k += one_character(s, k);
	return n;
}

static void make_index(struct arena *a, struct source *s)
{
	index_lines(a, s);
	index_characters(a, s);
}

/* Bytes that are taken in before it shows how many there are. */
static size_t first_room(int fd, size_t max)
{
	struct stat st;
	size_t room = 64 * 1024;

	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size > 0)
		room = st.st_size > (off_t)max ? max : (size_t)st.st_size;
	return room < max ? room : max;
}

static int read_all(struct arena *a, int fd, size_t max, struct source *s)
{
	size_t room = first_room(fd, max);
	char *bytes = arena_alloc(a, room + 2);

	s->bytes = bytes; /* zeroed: there is a NUL behind whatever comes */
	for (;;) {
		ssize_t n = read(fd, bytes + s->len, room + 1 - s->len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (!n)
			break;
		s->len += (size_t)n;
		if (s->len > max)
			return -EFBIG;
		if (s->len > room) {
			room = room < max / 2 ? 2 * room : max;
			s->bytes = bytes = memcpy(arena_alloc(a, room + 2), bytes, s->len);
		}
	}
	return 0;
}

int source_read(struct arena *a, const char *path, const char *name, struct source **out)
{
	return source_read_large(a, path, name, SOURCE_MAX, out);
}

int source_read_large(struct arena *a, const char *path, const char *name, size_t max, struct source **out)
{
	int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO, err;

	if (fd < 0)
		return -errno;
	err = source_read_fd(a, fd, name, max, out);
	if (fd != STDIN_FILENO)
		close(fd);
	return err;
}

int source_read_fd(struct arena *a, int fd, const char *name, size_t max, struct source **out)
{
	struct source *s = source_of(a, name, "", 0);
	int err = read_all(a, fd, max, s);

	make_index(a, s);
	*out = s;
	return err;
}

struct source *source_of(struct arena *a, const char *name, const char *bytes, size_t len)
{
	struct source *s = arena_alloc(a, sizeof(*s));

	*s = (struct source){.name = name, .bytes = bytes, .len = len};
	make_index(a, s);
	return s;
}

struct position source_position(struct span at)
{
	const struct source *s = at.source;
	size_t low = 0, high;

	for (high = s->nlines; high - low > 1;) {
		size_t mid = (low + high) / 2;

		if (s->lines[mid] <= at.from)
			low = mid;
		else
			high = mid;
	}
	if (at.from < s->lines[low]) /* in front of the byte order mark */
		return (struct position){1, 1};
	return (struct position){
		.line = (unsigned)low + 1,
		.column = (unsigned)(characters_before(s, at.from) - characters_before(s, s->lines[low])) + 1,
	};
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
