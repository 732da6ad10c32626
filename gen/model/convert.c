#include "model/convert.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/word.h"

enum { LABEL_MAX = 64, HOSTNAME_MAX = 253 };

struct task {
	struct arena *arena;
	const struct row *row;
	const char *text;
	const char *shown; /* in messages: not longer than one line takes */
	struct value *v;
	struct complaint *why;
};

/* Fills the complaint, if one is asked for, and says no. */
__attribute__((format(printf, 4, 5))) static bool refuse(struct task *t, const char *id, const char *help,
							 const char *fmt, ...)
{
	va_list ap;

	if (!t->why)
		return false;
	va_start(ap, fmt);
	*t->why =
		(struct complaint){t->row->rule ? t->row->rule : id, arena_vprintf(t->arena, fmt, ap), help};
	va_end(ap);
	return false;
}

/* `text`, or its beginning. */
static const char *shorten(struct arena *a, const char *text)
{
	enum { MOST = 64 };
	size_t n = 0;

	if (strlen(text) <= MOST)
		return text;
	for (uint32_t c; n < MOST - 4;) {
		size_t one = utf8_decode(text + n, strlen(text + n), &c);

		n += one ? one : 1;
	}
	return arena_printf(a, "%.*s...", (int)n, text);
}

/* What to write: the word that was meant, and what else there is. */
static const char *one_of(struct task *t)
{
	const char *all = words_list(t->arena, t->row->words);
	struct nearest near = {0};

	for (const struct word *w = t->row->words; w->text; w++)
		nearest_offer(&near, t->text, w->text);
	return near.word ? arena_printf(t->arena, "%s        (allowed: %s)", near.word, all) : all;
}

bool is_no_value(const char *text)
{
	return !*text || !strcmp(text, "~") || !strcasecmp(text, "null");
}

static bool all_digits(const char *s)
{
	return *s && !s[strspn(s, "0123456789")];
}

static const char *range(struct task *t)
{
	const struct row *r = t->row;

	if (r->min == r->max)
		return arena_printf(t->arena, "%ld", r->min);
	return arena_printf(t->arena, "a plain decimal number from %ld to %ld%s%s", r->min, r->max,
			    r->unit ? " " : "", r->unit ? r->unit : "");
}

static bool convert_number(struct task *t)
{
	const char *digits = t->text + (*t->text == '-');
	long n;

	if (!all_digits(digits) || (*digits == '0' && t->text[1]))
		return refuse(t, "YAML005", range(t), "'%s' is not a plain decimal number", t->shown);
	n = *t->text == '-' || strlen(digits) > 10 ? -1 : atol(digits); /* no range goes below 0 */
	if (n < t->row->min || n > t->row->max)
		return refuse(t, "YAML006", range(t), "'%s' of '%s' is out of range", t->shown, t->row->key);
	t->v->n = n;
	return true;
}

/* The value of YAML 1.1's words in the three ways that YAML writers capitalise them; -1 for anything else. */
static int bool_of(const char *text)
{
	static const char *const words[] = {"false", "true", "no", "yes", "off", "on"};

	for (int i = 0; i < 6; i++) {
		char form[3][6] = {{0}};

		for (int k = 0; words[i][k]; k++) {
			char upper = (char)(words[i][k] - 'a' + 'A');

			form[0][k] = words[i][k];
			form[1][k] = k ? words[i][k] : upper;
			form[2][k] = upper;
		}
		for (int k = 0; k < 3; k++) {
			if (!strcmp(text, form[k]))
				return i & 1;
		}
	}
	return -1;
}

static bool convert_bool(struct task *t)
{
	int value = bool_of(t->text);

	if (value < 0)
		return refuse(t, "YAML007", "true or false", "'%s' is neither true nor false", t->shown);
	t->v->n = value;
	t->v->s = value ? "true" : "false";
	return true;
}

/* True if `text` stands for the word `w`: itself, for an option its number, and for off and on a bool, which
 * is what becomes of them when another YAML program has rewritten the file. */
static bool is_word(const struct row *row, const struct word *w, const char *text)
{
	if (!strcmp(w->text, text))
		return true;
	if (row->kind != K_OPTION)
		return false;
	if (strlen(text) == 1 && all_digits(text))
		return *text - '0' == w->number;
	return !strcmp(row->words->text, "off") && bool_of(text) == w->number;
}

static bool convert_word(struct task *t)
{
	for (const struct word *w = t->row->words; w->text; w++) {
		if (!is_word(t->row, w, t->text))
			continue;
		t->v->n = w->number;
		t->v->s = w->text;
		return true;
	}
	return refuse(t, "YAML008", one_of(t), "'%s' is not a value of '%s'", t->shown, t->row->key);
}

const char *mode_name(long mode)
{
	for (const struct word *w = bond_mode_words; w->text; w++)
		if (w->number == mode)
			return w->text;
	return NULL;
}

bool mode_parse(const char *written, int *by_name, int *by_number)
{
	const char *separators = " \t(),=/";

	*by_name = *by_number = -1;
	for (const char *p = written; *(p += strspn(p, separators));) {
		size_t n = strcspn(p, separators);
		const struct word *w = bond_mode_words;

		if (n == 1 && *p >= '0' && *p <= '6' && *by_number < 0) {
			*by_number = *p - '0';
		} else if (n != 4 || strncasecmp(p, "mode", 4)) {
			while (w->text && (strlen(w->text) != n || strncasecmp(w->text, p, n)))
				w++;
			if (!w->text || *by_name >= 0)
				return false;
			*by_name = (int)w->number;
		}
		p += n;
	}
	return *by_name >= 0 || *by_number >= 0;
}

static bool convert_mode(struct task *t)
{
	int by_name, by_number;

	if (!mode_parse(t->text, &by_name, &by_number))
		return refuse(t, "BOND001", one_of(t), "'%s' is not a bonding mode", t->shown);
	t->v->n = by_name >= 0 ? by_name : by_number;
	t->v->s = mode_name(t->v->n);
	return true;
}

/* Digits alone, or 0x.. : what ip and udev (ifname_valid()) take for the index of an interface. */
static bool is_number(const char *s)
{
	char *end;

	strtoul(s, &end, 0);
	return word_is_digits(s) || (*s >= '0' && *s <= '9' && !*end);
}

static bool convert_name(struct task *t)
{
	static const char *const taken[] = {"lo", "all", "default", "bonding_masters"};
	size_t len = strlen(t->text);

	if (!word_made_of(t->text, "._-") || strchr("._-", *t->text))
		return refuse(t, "NAME001", "letters, digits, '.', '_' and '-', a letter or digit first",
			      "'%s' cannot be the name of an interface", t->shown);
	if (len > IFACE_NAME_MAX)
		return refuse(t, "NAME001", "15 characters at most",
			      "'%s' is too long for the name of an interface: %zu characters", t->shown, len);
	if (is_number(t->text))
		return refuse(t, "NAME001", "a letter in it", "'%s' is a number, and no name of an interface",
			      t->shown);
	for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++)
		if (!strcmp(t->text, taken[i]))
			return refuse(t, "NAME001", "another name",
				      "'%s' has a meaning of its own in the kernel", t->shown);
	return true;
}

static bool convert_label(struct task *t)
{
	if (!word_made_of(t->text, "._:/+@#-") || strlen(t->text) > LABEL_MAX)
		return refuse(t, "YAML020", "1 to 64 letters, digits and . _ : / + @ # -, no blank",
			      "'%s' cannot be a value of '%s'", t->shown, t->row->key);
	return true;
}

/* Whether it names something is found later; what no interface can be called is refused here already. */
static bool convert_ref(struct task *t)
{
	if (!word_made_of(t->text, "._-") || strlen(t->text) > LABEL_MAX)
		return refuse(t, "YAML020", "the name of an interface: letters, digits, '.', '_' and '-'",
			      "'%s' cannot be a value of '%s'", t->shown, t->row->key);
	return true;
}

static bool convert_hostname(struct task *t)
{
	size_t label = 0;
	bool good = word_made_of(t->text, ".-") && strlen(t->text) <= HOSTNAME_MAX;

	for (const char *p = t->text; good; p++) {
		if (*p && *p != '.') {
			good = ++label <= 63 && !(label == 1 && *p == '-');
			continue;
		}
		good = label && p[-1] != '-';
		label = 0;
		if (!*p)
			break;
	}
	if (!good)
		return refuse(t, "YAML020", "letters, digits and '-', parts joined by dots: vm2.example.com",
			      "'%s' is not the name of a host or domain", t->shown);
	return true;
}

static bool convert_text(struct task *t)
{
	size_t len = strlen(t->text);
	uint32_t c;

	if (len > TEXT_MAX)
		return refuse(t, "YAML020", "1024 bytes at most", "the text of '%s' is too long",
			      t->row->key);
	if (utf8_check(t->text, len) < len)
		return refuse(t, "YAML020", "UTF-8", "the text of '%s' is not UTF-8", t->row->key);
	for (size_t i = 0, n; i < len; i += n) {
		n = utf8_decode(t->text + i, len - i, &c);
		if (utf8_is_hidden(c) && c != '\n' && c != '\t')
			return refuse(t, "YAML020", "leave it out",
				      "the text of '%s' holds the invisible character U+%04X", t->row->key,
				      c);
	}
	return true;
}

static bool convert_rule(struct task *t)
{
	size_t letters = strspn(t->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (!letters || strlen(t->text + letters) != 3 || !all_digits(t->text + letters))
		return refuse(t, "YAML020", "an id as findings show it: BOND003",
			      "'%s' is not the id of a rule", t->shown);
	return true;
}

bool reads_as_number(const char *mac)
{
	for (size_t i = 0; mac[i]; i++)
		if (!strchr(i % 3 == 2 ? ":" : !i ? "123456789" : i % 3 ? "0123456789" : "012345", mac[i]))
			return false;
	return true;
}

static bool convert_mac(struct task *t)
{
	char *buf;

	if (!mac_parse(t->text, &t->v->mac))
		return refuse(t, "YAML019", "six pairs of hex digits, in quotes: \"52:54:00:12:34:56\"",
			      "'%s' is not an Ethernet address", t->shown);
	if (!mac_is_unicast(&t->v->mac))
		return refuse(t, "YAML019",
			      "the address of one interface: its first pair is even, and not all is zero",
			      "'%s' is not the address of one interface", t->shown);
	buf = arena_alloc(t->arena, MAC_TEXT);
	t->v->s = mac_text(&t->v->mac, buf);
	return true;
}

/* True if one interface can own the address, loopback aside where `loopback`. */
static bool is_unicast(const struct ip *ip, bool loopback)
{
	static const struct ip any6 = {.family = 6}, one6 = {.family = 6, .b[15] = 1};

	if (ip->family == 4)
		return (loopback && ip->b[0] == 127) || ip_is_host4(ip);
	return !ip_same(ip, &any6) && ip->b[0] != 0xff && (loopback || !ip_same(ip, &one6));
}

/* How an address of the row is written. */
static const char *address_form(struct task *t, int family)
{
	struct ip ip;
	char buf[IP_TEXT];

	if (ip_parse_prefix(t->text, &ip) && (!family || ip.family == family))
		return arena_printf(t->arena, "%s, without prefix length", ip_text(&ip, buf));
	return family == 4   ? "an IPv4 address: 10.0.0.254"
	       : family == 6 ? "an IPv6 address in quotes: \"2001:db8::1\""
			     : "an address: 10.0.0.254 or, in quotes, \"2001:db8::1\"";
}

static bool convert_address(struct task *t)
{
	static const char *const names[] = {[0] = "IP", [4] = "IPv4", [6] = "IPv6"};
	enum kind k = t->row->kind;
	int family = k == K_IP4 || k == K_TARGET ? 4 : k == K_IP6 ? 6 : 0;
	struct ip *ip = &t->v->ip;

	if (!ip_parse(t->text, ip) || (family && ip->family != family))
		return refuse(t, "YAML018", address_form(t, family), "'%s' is not an %s address", t->shown,
			      names[family]);
	if (!is_unicast(ip, k == K_IP))
		return refuse(t, "YAML018", address_form(t, family), "'%s' is not the address of one host",
			      t->shown);
	t->v->s = ip_text(ip, arena_alloc(t->arena, IP_TEXT));
	return true;
}

static bool convert_prefix(struct task *t)
{
	static const char form[] = "address and prefix length: 10.0.0.2/24 or, in quotes, \"2001:db8::2/64\"";
	struct ip *ip = &t->v->ip, net;

	if (ip_parse(t->text, ip))
		return refuse(t, "YAML018",
			      arena_printf(t->arena, "%s/%d, or what the prefix is", t->text,
					   ip->family == 4 ? 24 : 64),
			      "'%s' has no prefix length", t->shown);
	if (!ip_parse_prefix(t->text, ip))
		return refuse(t, "YAML018", form, "'%s' is not an address with prefix length", t->shown);
	t->v->s = ip_text_prefix(ip, arena_alloc(t->arena, IP_TEXT));
	net = ip_network(ip);
	if (t->row->kind == K_NETWORK) {
		if (!ip_same(&net, ip))
			return refuse(t, "YAML018", ip_text_prefix(&net, arena_alloc(t->arena, IP_TEXT)),
				      "'%s' is not a network: bits behind the prefix are set", t->shown);
		return true;
	}
	if (!is_unicast(ip, false) || !ip->prefix)
		return refuse(t, "YAML018", form, "'%s' is not the address of one host", t->shown);
	return true;
}

/* What to write for an unknown release: the nearest family, with its minors. */
static const char *release_help(struct task *t)
{
	struct nearest near = {0};
	size_t n;
	const struct release *rows = release_rows(&n);
	int first = -1, last = -1;

	for (size_t i = 0; i < n; i++)
		nearest_offer(&near, t->text, rows[i].name);
	if (!near.word)
		return "one that `bondwright releases` lists";
	for (size_t i = 0; i < n; i++)
		if (!strcmp(rows[i].name, near.word)) {
			first = first < 0 ? rows[i].minor_from : first;
			last = rows[i].minor;
		}
	if (last < 0)
		return arena_printf(t->arena, "%s        or another that `bondwright releases` lists",
				    near.word);
	return arena_printf(t->arena,
			    "%s, or %s.%d to %s.%d        or another that `bondwright releases` lists",
			    near.word, near.word, first, near.word, last);
}

static bool convert_release(struct task *t)
{
	t->v->release = release_find(t->arena, t->text, &t->v->s);
	if (!t->v->release)
		return refuse(t, "YAML008", release_help(t), "'%s' is not a release that is known here",
			      t->shown);
	return true;
}

static bool convert_xen(struct task *t)
{
	const struct xen_release *rows;
	size_t n;

	t->v->xen = xen_find(t->text);
	if (t->v->xen)
		return true;
	rows = xen_rows(&n);
	return refuse(
		t, "YAML008",
		arena_printf(t->arena, "\"%s\" to \"%s\", in quotes", rows[0].version, rows[n - 1].version),
		"'%s' is not a release of Xen that is known here", t->shown);
}

bool convert(struct arena *a, const struct row *row, const char *text, struct value *v, struct complaint *why)
{
	struct task t = {a, row, text, why ? shorten(a, text) : text, v, why};

	*v = (struct value){.from = WRITTEN, .s = text, .written = text};
	switch (row->kind) {
	case K_NAME:
		return convert_name(&t);
	case K_REF:
		return convert_ref(&t);
	case K_LABEL:
		return convert_label(&t);
	case K_TEXT:
		return convert_text(&t);
	case K_HOSTNAME:
		return convert_hostname(&t);
	case K_RELEASE:
		return convert_release(&t);
	case K_XEN:
		return convert_xen(&t);
	case K_BOOL:
		return convert_bool(&t);
	case K_NUMBER:
		return convert_number(&t);
	case K_WORD:
	case K_OPTION:
		return convert_word(&t);
	case K_MODE:
		return convert_mode(&t);
	case K_RULE:
		return convert_rule(&t);
	case K_MAC:
		return convert_mac(&t);
	case K_IP:
	case K_IP4:
	case K_IP6:
	case K_TARGET:
		return convert_address(&t);
	case K_PREFIX:
	case K_NETWORK:
		return convert_prefix(&t);
	case K_MAP:
		break;
	}
	return false;
}
