/* Faults of a file as YAML: what the bytes are, and which parts of YAML a description may use. */
#include "diag/finding.h"

#define HOST "host: vm1.example.com\nos: bookworm\n"

const struct descriptor YAML000 = {
	.id = "YAML000",
	.title = "the two readers disagree",
	.severity = ERROR,
	.since = "0.1",
	.why = "A description is read twice: by libcyaml, which is quick and says only yes or no, and, when "
	       "there is something to say, through libyaml, which knows the places. Here the first refused "
	       "the file and the second found no fault in it. One of them is wrong, and guessing which "
	       "could render a file that nobody wrote.",
	.fix = "It is a defect of bondwright: please report it, with the file.",
};

const struct descriptor YAML001 = {
	.id = "YAML001",
	.title = "not YAML",
	.severity = ERROR,
	.since = "0.1",
	.why = "libyaml cannot go on where the finding points, so nothing behind that place was looked at: "
	       "mend it and run again, there may be more. The message is libyaml's own; a second place says "
	       "where the construct began. The usual causes are an indent of tabs, a quote or bracket that "
	       "is not closed, a missing blank behind a colon, and a value with ': ' in it that stands "
	       "without quotes. Between [ ] or { } an IPv6 address that begins or ends with ':' needs "
	       "quotes too.",
	.fix = "The help names the usual cure. Where it does not help, put the value in quotes.",
	.bad = HOST "nics:\n"
		    "  - {name: eth0, comment: uplink: left}\n",
	.good = HOST "nics:\n"
		     "  - {name: eth0, comment: \"uplink: left\"}\n",
};

const struct descriptor YAML009 = {
	.id = "YAML009",
	.title = "an anchor or alias",
	.severity = ERROR,
	.since = "0.1",
	.why = "With '&x' and '*x' one place of the file decides what stands in another, and a reader of "
	       "the second place cannot see it. It is also how a small file becomes a large one: 283 bytes "
	       "of aliases within aliases made a loader without limits allocate 1.5 million times. A host's "
	       "description gains nothing by it; what hosts share stands in the site file.",
	.fix = "Write the value where it is needed, or as a default into the site file.",
	.bad = HOST "bridges:\n"
		    "  - {name: br0, stp: false}\n"
		    "  - {name: br1, stp: &no false}\n",
	.good = HOST "bridges:\n"
		     "  - {name: br0, stp: false}\n"
		     "  - {name: br1, stp: false}\n",
};

const struct descriptor YAML010 = {
	.id = "YAML010",
	.title = "a tag",
	.severity = ERROR,
	.since = "0.1",
	.why = "A tag ('!!str', '!vault') tells a YAML reader to make something else of the value than it "
	       "shows: text of a number, or whatever a program has registered. Here every value has the one "
	       "type that its key asks for, so a tag is either idle or meant for another program; libcyaml "
	       "passes over it in silence, and the value would be taken without what the tag was to do with "
	       "it.",
	.fix = "Leave the tag out. What another program encrypts or computes must be plain text when it "
	       "gets here.",
	.bad = HOST "nics:\n"
		    "  - {name: eth0, port: !!str 12}\n",
	.good = HOST "nics:\n"
		     "  - {name: eth0, port: 12}\n",
};

const struct descriptor YAML011 = {
	.id = "YAML011",
	.title = "a merge key",
	.severity = ERROR,
	.since = "0.1",
	.why = "'<<' takes over fields of another mapping. It is an extension of YAML 1.1 that YAML 1.2 "
	       "dropped, so readers differ: some merge, some see a key called '<<'. Fields that several "
	       "interfaces share are defaults of the site file.",
	.fix = "Write the fields where they are needed, or as defaults into the site file.",
	.bad = HOST "nics:\n"
		    "  - {name: eth0, <<: {mtu: 9000}}\n",
	.good = HOST "nics:\n"
		     "  - {name: eth0, mtu: 9000}\n",
};

const struct descriptor YAML012 = {
	.id = "YAML012",
	.title = "more than one document",
	.severity = ERROR,
	.since = "0.1",
	.why = "A line '---' or '...' ends the document, and what follows is another one. libcyaml reads "
	       "the first and passes over the rest with nothing but a line in its log: half of the host "
	       "would be missing without a word.",
	.fix = "One host per file. If it is one host, take the line out.",
	.bad = HOST "---\n"
		    "nics:\n"
		    "  - {name: eth0}\n",
	.good = HOST "nics:\n"
		     "  - {name: eth0}\n",
};

const struct descriptor YAML013 = {
	.id = "YAML013",
	.title = "not text in UTF-8, or a character that no text holds",
	.severity = ERROR,
	.since = "0.1",
	.why = "A description is UTF-8 without control characters. libyaml would take UTF-16 as well, but "
	       "editors, greps and the tools behind it would not. Bytes that are not UTF-8 are mostly "
	       "Latin-1: an umlaut saved by an old editor. At a NUL, raw or written as \\0 in double "
	       "quotes, libcyaml cuts the value: 'eth0\\0.100' would become 'eth0'.",
	.fix = "Save the file as UTF-8; take the character out.",
	.bad = HOST "nics:\n"
		    "  - {name: eth0, comment: \"left\\0 port\"}\n",
	.good = HOST "nics:\n"
		     "  - {name: eth0, comment: \"left port\"}\n",
};

const struct descriptor YAML014 = {
	.id = "YAML014",
	.title = "an empty file",
	.severity = ERROR,
	.since = "0.1",
	.why = "A file without a single key describes no host: it was cut off while it was written, all of "
	       "it is a comment, or another program printed nothing into it. libcyaml takes it for a "
	       "success without a result.",
	.fix = "At least the keys that are required. A host that shall not be judged has no file.",
	.bad = "# {host: vm1.example.com, os: bookworm}\n",
	.good = "{host: vm1.example.com, os: bookworm}\n",
};

const struct descriptor YAML015 = {
	.id = "YAML015",
	.title = "nested too deep, or too large",
	.severity = ERROR,
	.since = "0.1",
	.why = "A description nests five levels and takes a few thousand bytes. What goes deeper than 16 "
	       "levels or holds more than 1 MiB is something else, or is meant to tire the program. Nothing "
	       "behind the place is looked at.",
	.fix = "One host per file; lists of values, not of lists.",
	.bad = HOST "nics: []\n"
		    "bonds: [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]\n",
	.good = HOST "nics: []\n"
		     "bonds: []\n",
	.also = (const char *const[]){"YAML004", NULL},
};
