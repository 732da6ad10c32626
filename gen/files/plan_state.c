/* What earlier runs wrote down about the tree. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "files/atomic.h"
#include "files/digest.h"
#include "files/plan_parts.h"

/* Reads one of the two. What is no such text is a finding, and without a host; so is what is not there. */
static int read_records(struct plan *p, const struct record_kind *kind, const char *path, struct spot *s,
			struct records *out)
{
	enum severity severity = p->request->force ? WARNING : ERROR;
	struct span at = {0};
	const char *why;
	bool fit;
	int err = plan_look(p, path, s, &fit);

	if (err || !fit || !s->there)
		return err;
	if (s->st.st_size > RECORDS_MAX) {
		why = "it is too large";
	} else {
		struct span all = plan_span(p, path, s, 0, 0);

		why = records_read(p->arena, kind, all.source, p->request->owns, out, &at);
	}
	if (!why)
		return 0;
	*out = (struct records){0};
	plan_found(p, &TREE004, severity, path, at, "the %s of this tree cannot be used: %s", kind->name, why)
		->help = "find out who wrote it; --force does without it";
	return 0;
}

int plan_read_manifest(struct plan *p, struct records *out)
{
	struct spot s;
	int err = read_records(p, &record_manifest, STATE_MANIFEST, &s, out);

	if (!err && s.there && !s.obstacle)
		p->manifest = s.bytes;
	return err;
}

/* ---- the journal ---- */

/* Asks who has the lock without taking it, as a run that begins just now would find it taken. */
static enum at_work who_is_at_work(const struct plan *p)
{
	int dir CLOSED_AT_END = p->request->locked ? -ENOENT : spot_directory(p->root, STATE_LOCK, false);
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	struct stat st;
	int fd CLOSED_AT_END = dir < 0 ? dir : open_regular(dir, spot_name(STATE_LOCK), &st);

	if (fd == -ENOENT)
		return NOT_AT_WORK;
	if (fd < 0 || fcntl(fd, F_OFD_GETLK, &lock))
		return MAYBE_AT_WORK;
	return lock.l_type == F_UNLCK ? NOT_AT_WORK : AT_WORK;
}

static int look_how_far(struct plan *p, const struct record *r, struct interrupted *out)
{
	struct spot s;
	const char *is;
	int err = spot_digest(p->arena, p->root, r->path, &s, &is);

	if (err) {
		p->failed = plan_name(p, r->path);
		return err;
	}
	if (!is)
		is = s.obstacle ? "" : record_absent;
	*out = (struct interrupted){r->path, NEITHER};
	if (!strcmp(is, r->after))
		out->progress = ALREADY_NEW;
	else if (!strcmp(is, r->before))
		out->progress = STILL_OLD;
	return 0;
}

static void tell(struct plan *p)
{
	static const char *const words[] = {[STILL_OLD] = "is still the old one",
					    [ALREADY_NEW] = "is the new one already",
					    [NEITHER] = "is neither the old nor the new one"};
	static const char *const runs[] = {[NOT_AT_WORK] = "was cut off",
					   [AT_WORK] = "is at work here",
					   [MAYBE_AT_WORK] = "was cut off, or is at work here"};
	size_t done = 0;
	struct finding *f;

	for (size_t i = 0; i < p->ninterrupted; i++)
		done += p->interrupted[i].progress == ALREADY_NEW;
	f = plan_found(p, &TREE006, INFO, STATE_JOURNAL, (struct span){0},
		       "a run %s: %zu of %zu files are written", runs[p->at_work], done, p->ninterrupted);
	p->told = f;
	for (size_t i = 0; i < p->ninterrupted; i++)
		finding_note(&p->findings, f, (struct place){0},
			     arena_printf(p->arena, "/%s %s", p->interrupted[i].path,
					  words[p->interrupted[i].progress]));
	f->help = p->at_work == AT_WORK ? "wait for its end" : "bondwright render --root completes it";
}

int plan_read_journal(struct plan *p, struct records *out)
{
	struct spot s;
	int err = read_records(p, &record_journal, STATE_JOURNAL, &s, out);

	p->cut_off = s.there;
	if (err || !out->host)
		return err;
	p->at_work = who_is_at_work(p);
	for (size_t i = 0; i < out->n && !err; i++) {
		const struct record *r = &out->v[i];
		struct interrupted one;

		if (!strcmp(r->before, r->after))
			continue;
		err = look_how_far(p, r, &one);
		if (!err)
			arena_push(p->arena, p->interrupted, p->ninterrupted, one);
	}
	if (!err)
		tell(p);
	return err;
}
