/* The parts of import_host_files(), and what they share. */
#ifndef IMPORT_HOST_FILES_H
#define IMPORT_HOST_FILES_H

#include "import/import.h"

/* A line of a file whose comments begin with # or ; and take whole lines. */
struct file_line {
	const char *text; /* without blanks around it */
	struct span at;
};

/* The next line that says something, `*n` lines having been looked at. */
bool next_line(struct arena *a, const struct source *s, unsigned *n, struct file_line *line);

/* The part of a line from `s`, which points into its text, n bytes long. */
struct span line_part(const struct file_line *line, const char *s, size_t n);

/* Name of the host, name servers, sysctls, names of NICs: files that are the same for all families. What the
 * network files' own reader has set stays. */
void import_host_files(struct reading *r);

void read_sysctls(struct reading *r);
void read_udev_names(struct reading *r);
void read_links(struct reading *r);

/* What a rule of udev or a .link file ties to an address. */
void name_nic(struct reading *r, const char *name, const char *mac, struct span mac_at, struct span at);

#endif
