/* Where the policy of a description is: beside it, or in a directory above. */
#include "fleet/policy.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The directory that the file lies in, as it was called. */
static const char *directory_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return slash == path ? "/" : arena_strndup(a, path, (size_t)(slash - path));
}

/* Others must not decide what is found: a policy in /tmp or in a shared home would. */
static bool is_trusted(const struct stat *policy, const struct stat *beside)
{
	return !policy->st_uid || policy->st_uid == geteuid() || policy->st_uid == beside->st_uid;
}

static const char *below(struct arena *a, const char *dir)
{
	if (!strcmp(dir, "."))
		return POLICY_NAME;
	return arena_printf(a, "%s%s" POLICY_NAME, dir, dir[strlen(dir) - 1] == '/' ? "" : "/");
}

const char *policy_find(struct arena *a, const char *path, const char **refused)
{
	char real[PATH_MAX];
	const char *dir = directory_of(a, path), *candidate = below(a, dir);
	struct stat beside, st;

	*refused = NULL;
	if (stat(dir, &beside) || !realpath(dir, real))
		return NULL; /* the file itself cannot be read then, and that is said */
	/* where it lies beside the file it is called as the file is; above, by its whole path */
	while (stat(candidate, &st)) {
		char *slash = strrchr(real, '/');

		if (errno != ENOENT) {
			*refused = arena_printf(a, "%s: %s", candidate, strerror(errno));
			return NULL;
		}
		if (!real[1])
			return NULL;
		slash[slash == real] = '\0';
		candidate = below(a, real);
	}
	if (is_trusted(&st, &beside))
		return candidate;
	*refused = arena_printf(a, "%s belongs to another user; if it is to hold, say --policy %s", candidate,
				candidate);
	return NULL;
}
