#include "model/tree.h"

#include <string.h>

#include <yaml.h>

#include "base/utf8.h"

enum { DEEPEST = 16 }; /* the language itself nests five levels */

struct reader {
	struct arena *arena;
	const struct source *source;
	struct findings *faults;
	yaml_parser_t parser;
	size_t chars, bytes; /* libyaml counts characters: the last mark and its offset in bytes */
	struct node *open[DEEPEST];
	size_t depth;
	struct node *last; /* scalar */
	struct tree tree;
};

static size_t byte_offset(struct reader *r, size_t chars)
{
	uint32_t c;

	if (chars < r->chars) {
		r->chars = 0;
		r->bytes = 0;
	}
	if (!r->bytes && r->source->len >= 3 && !memcmp(r->source->bytes, "\xef\xbb\xbf", 3))
		r->bytes = 3; /* a byte order mark is not counted */
	while (r->chars < chars && r->bytes < r->source->len) {
		size_t n = utf8_decode(r->source->bytes + r->bytes, r->source->len - r->bytes, &c);

		r->bytes += n ? n : 1;
		r->chars++;
	}
	return r->bytes;
}

static struct span span_of(struct reader *r, const yaml_event_t *e)
{
	size_t from = byte_offset(r, e->start_mark.index), to = byte_offset(r, e->end_mark.index);

	return (struct span){r->source, (uint32_t)from, (uint32_t)to};
}

/* Puts a node into the one that is open, or makes it the root. */
static struct node *put(struct reader *r, enum node_type type, struct span at)
{
	struct node *n = arena_alloc(r->arena, sizeof(*n)), *in = r->depth ? r->open[r->depth - 1] : NULL;

	n->type = type;
	n->span = at;
	if (in)
		arena_push(r->arena, in->items, in->n, n);
	else
		r->tree.root = n;
	return n;
}

/* Where a scalar ends: the last line break of '|' and '>' and what is blank around it belong to no value. */
static uint32_t scalar_end(const struct reader *r, const struct node *n)
{
	uint32_t end = n->span.to;

	while (!n->flow && end > n->span.from && strchr(" \t\r\n", r->source->bytes[end - 1]))
		end--;
	return end;
}

static void close_node(struct reader *r, const yaml_event_t *e)
{
	struct node *n = r->open[--r->depth];

	if (n->flow)
		n->end = (uint32_t)byte_offset(r, e->end_mark.index);
	else /* libyaml ends it where the next token begins */
		n->end = n->n ? n->items[n->n - 1]->end : n->span.to;
}

static void check_properties(struct reader *r, struct node *n, const unsigned char *anchor,
			     const unsigned char *tag)
{
	if (anchor) {
		findings_fault(r->faults, "YAML009", n->span, arena_printf(r->arena, "anchor '&%s'", anchor),
			       "write the value where it is needed");
		n->faulty = true;
	}
	if (tag) {
		const char *own = "tag:yaml.org,2002:", *t = (const char *)tag;
		bool core = !strncmp(t, own, strlen(own));

		findings_fault(
			r->faults, "YAML010", n->span,
			arena_printf(r->arena, "tag '%s%s'", core ? "!!" : "", core ? t + strlen(own) : t),
			"leave the tag out");
		n->faulty = true;
	}
}

/* The tag of a scalar; of the lone '!' libyaml keeps nothing but its place in front of the text. */
static const unsigned char *scalar_tag(struct reader *r, const struct node *n, const yaml_event_t *e)
{
	bool lone = n->span.from < r->source->len && r->source->bytes[n->span.from] == '!';

	return !e->data.scalar.tag && lone ? (const unsigned char *)"!" : e->data.scalar.tag;
}

static bool is_flow(const yaml_event_t *e)
{
	if (e->type == YAML_MAPPING_START_EVENT)
		return e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	return e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
}

static bool open_node(struct reader *r, enum node_type type, const yaml_event_t *e,
		      const unsigned char *anchor, const unsigned char *tag)
{
	struct span at = span_of(r, e);
	struct node *n;

	if (r->depth == DEEPEST) {
		findings_fault(r->faults, "YAML015", at,
			       arena_printf(r->arena, "nested more than %d levels deep", DEEPEST), NULL);
		return false;
	}
	n = put(r, type, at);
	check_properties(r, n, anchor, tag);
	n->flow = is_flow(e);
	r->open[r->depth++] = n;
	return true;
}

/* True: go on. */
static bool take(struct reader *r, const yaml_event_t *e, int documents)
{
	struct node *n;

	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (documents) {
			findings_fault(r->faults, "YAML012", span_of(r, e), "a second document",
				       "one host per file");
			return false;
		}
		return true;
	case YAML_ALIAS_EVENT:
		n = put(r, NODE_SCALAR, span_of(r, e));
		n->text = arena_printf(r->arena, "*%s", e->data.alias.anchor);
		n->faulty = true;
		findings_fault(r->faults, "YAML009", n->span, arena_printf(r->arena, "alias '%s'", n->text),
			       "write the value where it is needed");
		return true;
	case YAML_SCALAR_EVENT:
		n = put(r, NODE_SCALAR, span_of(r, e));
		n->text = arena_strndup(r->arena, (char *)e->data.scalar.value, e->data.scalar.length);
		n->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
		n->flow = e->data.scalar.style != YAML_LITERAL_SCALAR_STYLE &&
			     e->data.scalar.style != YAML_FOLDED_SCALAR_STYLE;
		n->end = scalar_end(r, n);
		r->last = n;
		check_properties(r, n, e->data.scalar.anchor, scalar_tag(r, n, e));
		if (strlen(n->text) != e->data.scalar.length) {
			findings_fault(r->faults, "YAML013", n->span, "a NUL character", "leave it out");
			n->faulty = true;
		}
		return true;
	case YAML_SEQUENCE_START_EVENT:
		return open_node(r, NODE_LIST, e, e->data.sequence_start.anchor, e->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return open_node(r, NODE_MAP, e, e->data.mapping_start.anchor, e->data.mapping_start.tag);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_node(r, e);
		return true;
	default:
		return true;
	}
}

/* What libyaml's complaints mean for a description, and what to write instead. */
static const struct {
	const char *problem, *help;
} hints[] = {
	{"mapping values are not allowed in this context",
	 "a blank behind the colon of each key, keys of one mapping in one column, quotes around a value "
	 "with ': '"},
	{"could not find expected ':'", "KEY: VALUE, with a blank behind the colon"},
	{"did not find expected key", "keys of one mapping in one column; nothing behind a closing quote"},
	{"did not find expected '-' indicator", "entries of one list in one column, each with '- '"},
	{"did not find expected ',' or ']'",
	 "a comma between entries, ']' behind the last, quotes around an entry with ': '"},
	{"did not find expected ',' or '}'",
	 "a comma between entries, '}' behind the last, quotes around a value with ', '"},
	{"found unknown escape character", "single quotes, in which a backslash is nothing special"},
	{"did not find expected alphabetic or numeric character",
	 "quotes around a value that begins with '&' or '*'"},
	{"found undefined tag handle", "leave the tag out, or quotes around a value that begins with '!'"},
};

/* `c`: the character at which libyaml stopped, NUL at the end. */
static const char *hint(struct reader *r, const char *problem, char c)
{
	if (c == '\t')
		return "blanks";
	if (!strcmp(problem, "found unexpected ':'") ||
	    (c == ':' && !strcmp(problem, "did not find expected node content")))
		return "quotes, which an IPv6 address needs between brackets: [\"2001:db8::\"]";
	if (!strcmp(problem, "found character that cannot start any token"))
		return arena_printf(r->arena, "quotes around a value that begins with '%c'", c);
	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++)
		if (!strcmp(hints[i].problem, problem))
			return hints[i].help;
	return NULL;
}

/* Bytes that are no text, or a character that YAML does not allow. libyaml points behind the first byte. */
static void reader_error(struct reader *r)
{
	size_t stray = utf8_check(r->source->bytes, r->source->len), stop = r->parser.problem_offset;
	uint32_t c = 0;
	struct span at = {.source = r->source};

	if (stray <= stop && stray < r->source->len) {
		at.from = at.to = (uint32_t)stray;
		findings_fault(r->faults, "YAML013", at,
			       arena_printf(r->arena, "the byte 0x%02X is not UTF-8",
					    r->source->bytes[stray] & 0xff),
			       "save the file as UTF-8");
		return;
	}
	at.from = at.to = (uint32_t)stop;
	utf8_decode(r->source->bytes + stop, r->source->len - stop, &c);
	findings_fault(r->faults, "YAML013", at,
		       arena_printf(r->arena, "the character U+%04X is not allowed", c), "leave it out");
}

static bool is_one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

/* The bracket, brace or quote that the end of the file leaves open: `began` if it is one, else the innermost.
 */
static uint32_t left_open(const struct reader *r, uint32_t began)
{
	const char *bytes = r->source->bytes;

	if (is_one_of(bytes[began], "\"'"))
		return began;
	for (size_t i = r->depth; i; i--)
		if (is_one_of(bytes[r->open[i - 1]->span.from], "[{"))
			return r->open[i - 1]->span.from;
	return began;
}

static void syntax_error_at_end(struct reader *r, const char *problem, uint32_t began)
{
	uint32_t from = left_open(r, began);
	char open = r->source->bytes[from];
	struct span at = {r->source, from, from};

	if (is_one_of(open, "[{\"'"))
		findings_fault(r->faults, "YAML001", at, arena_printf(r->arena, "%c is not closed", open),
			       arena_printf(r->arena, "a closing %c",
					    open == '['   ? ']'
					    : open == '{' ? '}'
							  : open));
	else
		findings_fault(r->faults, "YAML001", at, arena_strdup(r->arena, problem),
			       hint(r, problem, '\0'));
}

/* libyaml's own complaint, in the place where it stopped, and where that began. */
static void syntax_error(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *problem = p->problem ? p->problem : "unreadable";
	uint32_t stop = (uint32_t)byte_offset(r, p->problem_mark.index);
	uint32_t began = p->context ? (uint32_t)byte_offset(r, p->context_mark.index) : stop;
	struct span at = {r->source, stop, stop}, from = {r->source, began, began};
	char c = r->source->bytes[stop];
	struct finding *f;

	if (!c) {
		syntax_error_at_end(r, problem, began);
		return;
	}
	f = findings_fault(r->faults, "YAML001", at,
			   c == '\t' ? "a tab where YAML takes none" : arena_strdup(r->arena, problem),
			   hint(r, problem, c));
	if (began != stop)
		finding_note(r->faults, f, (struct place){.span = from}, arena_strdup(r->arena, p->context));
	if (r->last && r->last->span.to == stop)
		r->last->faulty = true; /* it took in what the complaint is about */
}

/* What libyaml would take, or cut, and a description may not be. */
static bool check_bytes(struct reader *r)
{
	const struct source *s = r->source;
	const char *nul = memchr(s->bytes, '\0', s->len);
	struct span at = {.source = s};

	if (s->len > SOURCE_MAX) {
		findings_fault(r->faults, "YAML015", at,
			       arena_printf(r->arena, "the file is larger than %d bytes", SOURCE_MAX),
			       "one host per file");
		return false;
	}
	if (s->len > 1 && (!memcmp(s->bytes, "\xff\xfe", 2) || !memcmp(s->bytes, "\xfe\xff", 2))) {
		findings_fault(r->faults, "YAML013", at, "the file is UTF-16", "save it as UTF-8");
		return false;
	}
	if (nul) {
		at.from = at.to = (uint32_t)(nul - s->bytes);
		findings_fault(r->faults, "YAML013", at, "a NUL character", "leave it out");
		return false;
	}
	return true;
}

struct tree tree_read(struct arena *a, const struct source *s, struct findings *faults)
{
	struct reader r = {.arena = a, .source = s, .faults = faults};
	bool more;
	int documents = 0;

	r.tree.broken = true;
	if (!check_bytes(&r) || !yaml_parser_initialize(&r.parser))
		return r.tree;
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)s->bytes, s->len);
	do {
		yaml_event_t e;

		if (!yaml_parser_parse(&r.parser, &e)) {
			if (r.parser.error == YAML_READER_ERROR)
				reader_error(&r);
			else
				syntax_error(&r);
			break;
		}
		more = take(&r, &e, documents);
		documents += e.type == YAML_DOCUMENT_END_EVENT;
		if (e.type == YAML_STREAM_END_EVENT) {
			r.tree.broken = false;
			more = false;
		}
		yaml_event_delete(&e);
	} while (more);
	yaml_parser_delete(&r.parser);
	return r.tree;
}
