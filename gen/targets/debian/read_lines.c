/* The line of a stanza that a shell runs: parted into commands where that can be done without one. */
#include "base/word.h"
#include "targets/debian/read_lines.h"

/* ---- words ---- */

enum joint { JOINT_FIRST, JOINT_THEN, JOINT_AND, JOINT_OR };

struct parser {
	struct eni_host *h;
	const char *p, *iface;
	struct parsed {
		struct command c;
		enum joint joint; /* to the one before */
	} * v;
	size_t n;
	struct text word;
	bool in_word;
	enum { TO_NOTHING, TO_FILE, TO_ERRORS } redirect; /* what the next word is the file of */
	bool failed;
};

static void end_word(struct parser *p)
{
	struct command *c = &p->v[p->n - 1].c;
	const char *word;

	if (!p->in_word)
		return;
	word = arena_strndup(p->h->a, p->word.len ? p->word.s : "", p->word.len);
	if (p->redirect == TO_FILE && strcmp(word, "/dev/null") != 0)
		c->to = word;
	else if (p->redirect == TO_NOTHING)
		arena_push(p->h->a, c->w, c->n, word);
	p->redirect = TO_NOTHING;
	p->in_word = false;
	p->word.len = 0;
}

static void next_command(struct parser *p, enum joint joint)
{
	struct parsed next = {.joint = joint};

	if (p->n)
		end_word(p);
	if (p->n && !p->v[p->n - 1].c.n)
		p->n--; /* nothing stood there: "; }" */
	arena_push(p->h->a, p->v, p->n, next);
}

/* $IFACE and ${IFACE}: what ifupdown puts into the environment and everybody uses. */
static void expand(struct parser *p)
{
	bool braces = p->p[1] == '{';
	const char *name = p->p + 1 + braces;

	if (strncmp(name, "IFACE", 5) != 0 ||
	    (braces ? name[5] != '}' : word_made_of(arena_strndup(p->h->a, name + 5, 1), "_"))) {
		p->failed = true;
		return;
	}
	text_add(&p->word, p->iface);
	p->in_word = true;
	p->p = name + 5 + braces;
}

static void quoted(struct parser *p)
{
	char quote = *p->p++;

	p->in_word = true;
	while (*p->p && *p->p != quote && !p->failed) {
		if (quote == '"' && *p->p == '$')
			expand(p);
		else if (quote == '"' && strchr("`\\", *p->p))
			p->failed = true;
		else
			text_addc(&p->word, *p->p++);
	}
	p->failed |= !*p->p;
	p->p += *p->p != 0;
}

static void redirect(struct parser *p)
{
	bool errors = p->in_word && p->word.len == 1 && *p->word.s == '2';

	if (errors || (p->in_word && p->word.len == 1 && *p->word.s == '1')) {
		p->in_word = false;
		p->word.len = 0;
	}
	end_word(p);
	p->p += p->p[1] == '>' ? 2 : 1;
	if (*p->p == '&' && (p->p[1] == '1' || p->p[1] == '2'))
		p->p += 2;
	else
		p->redirect = errors ? TO_ERRORS : TO_FILE;
}

static void operator(struct parser *p)
{
	if (*p->p == ';') {
		next_command(p, JOINT_THEN);
		p->p++;
	} else if (p->p[1] == *p->p) {
		next_command(p, *p->p == '&' ? JOINT_AND : JOINT_OR);
		p->p += 2;
	} else {
		p->failed = true;
	}
}

static void step(struct parser *p)
{
	char c = *p->p;

	if (c == ' ' || (c >= '\t' && c <= '\r')) {
		end_word(p);
		p->p++;
	} else if (c == '#' && !p->in_word) {
		p->p += strlen(p->p);
	} else if (c == '\'' || c == '"') {
		quoted(p);
	} else if (c == '$') {
		expand(p);
	} else if (strchr(";&|", c)) {
		operator(p);
	} else if (c == '>') {
		redirect(p);
	} else if (strchr("`*?()<~\\", c)) {
		p->failed = true;
	} else {
		p->in_word = true;
		text_addc(&p->word, c);
		p->p++;
	}
}

/* ---- commands ---- */

static bool is_word(const struct command *c, size_t k, const char *word)
{
	return k < c->n && !strcmp(c->w[k], word);
}

static void drop_first(struct command *c)
{
	c->w++;
	c->n--;
}

/* "[ -d /sys/class/net/bond0 ] ||": whether it is there, the running system tells; it is not when the host
 * starts. */
static bool is_guard(const struct command *c)
{
	size_t k = 1 + is_word(c, 1, "!");

	return (is_word(c, 0, "[") || is_word(c, 0, "test")) && k + 1 < c->n &&
	       (is_word(c, k, "-d") || is_word(c, k, "-e") || is_word(c, k, "-f")) &&
	       (!strncmp(c->w[k + 1], "/sys/class/net/", 15) || !strncmp(c->w[k + 1], "/proc/", 6));
}

static bool is_nothing(const struct command *c)
{
	return is_word(c, 0, "true") || is_word(c, 0, ":") || is_word(c, 0, "/bin/true") ||
	       (is_word(c, 0, "exit") && is_word(c, 1, "0"));
}

/* Modules that the kernel's tools load by themselves. */
static bool command_modprobe(const struct command *c)
{
	static const char *const modules[] = {"bonding", "8021q", "bridge", NULL};
	size_t k = 1;

	while (k < c->n && *c->w[k] == '-' && strcmp(c->w[k], "-r") != 0)
		k++;
	return k + 1 == c->n && word_pick(c->w[k], modules) >= 0;
}

static bool run(const struct command *c)
{
	static const struct {
		const char *name;
		bool (*run)(const struct command *c);
	} programs[] = {
		{"ip", command_ip},       {"ifconfig", command_ifconfig},
		{"route", command_route}, {"ifenslave", command_ifenslave},
		{"brctl", command_brctl}, {"vconfig", command_vconfig},
		{"echo", command_echo},   {"modprobe", command_modprobe},
	};
	const char *slash = strrchr(c->w[0], '/'), *name = slash ? slash + 1 : c->w[0];

	if (is_nothing(c))
		return true;
	if (c->to && strcmp(name, "echo") != 0)
		return false;
	for (size_t k = 0; k < sizeof(programs) / sizeof(*programs); k++)
		if (!strcmp(name, programs[k].name))
			return programs[k].run(c);
	return false;
}

/* One after the other, and all of them: where one depends on the failure of another, that is a guard or `||
 * true`. */
static bool run_all(struct parser *p, struct command like)
{
	for (size_t k = 0; k < p->n; k++) {
		struct command c = p->v[k].c;
		bool last = k + 1 == p->n;

		if (!c.n)
			continue;
		if (!strcmp(c.w[0], "{") && c.n > 1)
			drop_first(&c);
		if (is_word(&c, 0, "}") && c.n == 1 && last)
			continue;
		if (p->v[k].joint == JOINT_OR && !(last && is_nothing(&c)) &&
		    !(k && is_guard(&p->v[k - 1].c)))
			return false;
		if (!last && p->v[k + 1].joint != JOINT_THEN && is_guard(&c))
			continue;
		like.w = c.w;
		like.n = c.n;
		like.to = c.to;
		if (!run(&like))
			return false;
	}
	return true;
}

bool debian_read_line(struct eni_host *h, struct eni_iface *i, const struct eni_option *o, bool down,
		      enum line_pass pass)
{
	struct parser p = {.h = h, .p = o->value, .iface = i->name};
	struct command like = {.h = h, .i = i, .at = o->at, .down = down, .pass = pass};

	text_init(&p.word, h->a);
	next_command(&p, JOINT_FIRST);
	while (*p.p && !p.failed)
		step(&p);
	end_word(&p);
	if (p.failed)
		return false;
	if (pass == LINE_CHECK)
		return run_all(&p, like);
	like.pass = LINE_CHECK;
	if (!run_all(&p, like))
		return false;
	like.pass = pass;
	return run_all(&p, like);
}
