#include "files/apply.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/atomic.h"
#include "files/digest.h"
#include "files/record.h"
#include "files/spot.h"

/* ---- the lock ---- */

static int lock_below(int root)
{
	int dir CLOSED_AT_END = spot_directory(root, STATE_LOCK, true), lock, err = 0;
	/* can be asked for without taking it, as that of flock(2) cannot */
	struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	struct stat st;

	if (dir < 0)
		return dir;
	/* nobody else may open it: whoever can may lock it, and keep it so */
	lock = openat(dir, spot_name(STATE_LOCK), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
		      0600);
	if (lock < 0)
		return -errno;
	if (fstat(lock, &st))
		err = -errno;
	else if (!S_ISREG(st.st_mode))
		err = -EINVAL;
	else if (fcntl(lock, F_OFD_SETLK, &all))
		err = errno == EACCES ? -EWOULDBLOCK : -errno;
	if (err)
		close(lock);
	return err ? err : lock;
}

int apply_lock(struct arena *a, const char *root, const char **failed)
{
	int dir CLOSED_AT_END = open_directory(AT_FDCWD, root, 0);

	*failed = dir < 0 ? root : path_below(a, root, STATE_LOCK);
	return dir < 0 ? dir : lock_below(dir);
}

/* ---- what a run left that was killed ---- */

/* Only files: nothing else of such a name was ever made. */
static int remove_temporary(int dir, const char *name)
{
	struct stat st;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW))
		return -errno;
	return S_ISREG(st.st_mode) && unlinkat(dir, name, 0) ? -errno : 0;
}

static int clean_directory(int dir)
{
	int copy = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), err = 0;
	DIR *entries = copy < 0 ? NULL : fdopendir(copy);
	const struct dirent *e;

	if (!entries) {
		err = -errno;
		close_fd(&copy);
		return err;
	}
	do {
		errno = 0;
		e = readdir(entries);
		if (!e)
			err = -errno;
		else if (is_temporary(e->d_name))
			err = remove_temporary(dir, e->d_name);
	} while (e && !err);
	closedir(entries);
	return err;
}

/* Takes away the temporaries where the file at `path` is; a directory that is not there has none. */
static int clean_beside(struct plan *p, const char *path)
{
	int dir CLOSED_AT_END = spot_directory(p->root, path, false);

	p->failed = path;
	if (dir < 0)
		return dir == -ENOENT || dir == -ENOTDIR || dir == -ELOOP ? 0 : dir;
	return clean_directory(dir);
}

static int clean(struct plan *p)
{
	int err = clean_beside(p, STATE_MANIFEST);

	for (size_t i = 0; i < p->journal->n && !err; i++) {
		err = clean_beside(p, p->journal->v[i].path);
		if (!err)
			err = clean_beside(p, arena_printf(p->arena, STATE_OLD "%s", p->journal->v[i].path));
	}
	return err;
}

/* ---- files ---- */

static int remove_file(int dir, const struct change *c)
{
	int err = is_still(dir, spot_name(c->path), c->old, c->old_len);

	if (!err && unlinkat(dir, spot_name(c->path), 0))
		err = -errno;
	return err ? err : sync_directory(dir);
}

/* One that an earlier run has made is good. */
static int keep_copy(struct plan *p, int dir, const struct change *c)
{
	int to CLOSED_AT_END = spot_directory(p->root, c->copy, true);

	p->failed = c->copy;
	if (to < 0)
		return to;
	if (!is_still(to, spot_name(c->copy), c->old, c->old_len))
		return 0;
	return write_copy(dir, spot_name(c->path), c->old, c->old_len, to, spot_name(c->copy));
}

static int change_file(struct plan *p, const struct change *c)
{
	int dir CLOSED_AT_END = spot_directory(p->root, c->path, c->what == CHANGE_CREATE), err;

	p->failed = c->path;
	if (dir < 0)
		return dir;
	if (c->what == CHANGE_CREATE)
		return write_new(dir, spot_name(c->path), c->new, c->new_len, c->mode);
	err = c->copy ? keep_copy(p, dir, c) : 0;
	if (err)
		return err;
	p->failed = c->path;
	if (c->what == CHANGE_REMOVE)
		return remove_file(dir, c);
	return write_over(dir, spot_name(c->path), c->old, c->old_len, c->new, c->new_len, c->mode & 0111);
}

/* ---- what is written down ---- */

static int write_state(struct plan *p, const char *path, const char *text)
{
	int dir CLOSED_AT_END = spot_directory(p->root, path, false);

	p->failed = path;
	return dir < 0 ? dir : write_any(dir, spot_name(path), text, strlen(text), 0644);
}

static const char *hash_or_none(const char *hash)
{
	return hash ? hash : record_absent;
}

static struct record record_of(const struct plan *p, const struct change *c)
{
	return (struct record){
		.before = c->there ? digest_of(p->arena, c->old, c->old_len) : record_absent,
		.after = c->new ? digest_of(p->arena, c->new, c->new_len) : record_absent,
		.was = hash_or_none(c->was),
		.hash = hash_or_none(c->recorded),
		.shared = c->shared,
		.path = c->path,
	};
}

/* Of all that is ours: what a run wrote that was cut off stands nowhere else. False: nothing is to be done. */
static bool make_journal(const struct plan *p, struct text *out)
{
	bool any = false;

	text_init(out, p->arena);
	records_begin(out, &record_journal, p->request->host);
	for (size_t i = 0; i < p->n; i++) {
		const struct change *c = &p->v[i];

		any |= change_writes(c);
		if (change_writes(c) || c->recorded)
			records_add(out, &record_journal, record_of(p, c));
	}
	return any;
}

static int remove_journal(struct plan *p)
{
	int dir CLOSED_AT_END = spot_directory(p->root, STATE_JOURNAL, false);

	p->failed = STATE_JOURNAL;
	if (dir < 0)
		return dir;
	if (unlinkat(dir, spot_name(STATE_JOURNAL), 0))
		return -errno;
	return sync_directory(dir);
}

static bool manifest_is_due(const struct plan *p)
{
	return p->new_manifest && (!p->manifest || strcmp(p->manifest, p->new_manifest) != 0);
}

bool apply_is_needed(const struct plan *p)
{
	return plan_changes(p) || manifest_is_due(p);
}

static int apply_all(struct plan *p)
{
	struct text journal;
	bool any = make_journal(p, &journal);
	int err = clean(p);

	if (!err && any)
		err = write_state(p, STATE_JOURNAL, journal.s);
	for (size_t i = 0; i < p->n && !err; i++)
		if (change_writes(&p->v[i]))
			err = change_file(p, &p->v[i]);
	if (!err && manifest_is_due(p))
		err = write_state(p, STATE_MANIFEST, p->new_manifest);
	if (!err && (any || p->cut_off))
		err = remove_journal(p);
	return err;
}

int apply(struct plan *p)
{
	int err = apply_all(p);

	p->failed = plan_name(p, err ? p->failed : "");
	return err;
}
