/* Entries of `allow` that do not do what they say. */
#include "diag/finding.h"

#define HOST                                                                                                   \
	"host: vm1.example.com\n"                                                                               \
	"os: bookworm\n"                                                                                        \
	"nics:\n"                                                                                               \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"

const struct descriptor ALLOW001 = {
	.id = "ALLOW001",
	.title = "an accepted finding that is not there",
	.severity = WARNING,
	.since = "0.1",
	.why = "The entry accepts something that is not found: it was mended since, or the object is called otherwise. Left in "
	       "place, it would silence the same fault when somebody makes it again.",
	.fix = "Remove the entry, or correct its object.",
	.bad = HOST "allow:\n"
		    "  - {rule: BOND003, reason: mended in May}\n",
	.good = HOST "allow: []\n",
};

const struct descriptor ALLOW002 = {
	.id = "ALLOW002",
	.title = "an accepted finding whose id does not exist",
	.severity = ERROR,
	.since = "0.1",
	.why = "No finding has that id, so the entry accepts nothing, while whoever wrote it believes that something is settled.",
	.fix = "The id as the finding shows it in brackets.",
	.bad = HOST "allow:\n"
		    "  - {rule: BOND999, reason: one switch until May}\n",
	.good = HOST "allow: []\n",
};
