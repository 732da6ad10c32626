/* Files that are read at certain times only, whatever interfaces do. */
#include <fnmatch.h>

#include "fleet/activation_parts.h"

static const char APPEARING[] = "is read when an interface appears: those that are there keep their names";
static const char AT_THE_CONSOLE[] =
	"a boot, from the console: a NIC that gets another name has no network until its files fit";

static const struct moment {
	const struct descriptor *about;
	const char *pattern; /* of paths */
	const char *message, *help;
} moments[] = {
	{&ACT012, "etc/modprobe*",
	 "takes effect when a module is loaded: one that is loaded keeps its options",
	 "a boot; or rmmod and modprobe of the module while nothing uses it"},
	{&ACT012, "etc/modules*", "is read at boot: the modules that it names are loaded then",
	 "modprobe of what it names"},
	{&ACT012, "etc/sysconfig/modules/*", "is run at boot: the modules that it names are loaded then",
	 "modprobe of what it names"},
	{&ACT013, "etc/sysctl*", "is read at boot", "sysctl -p FILE"},
	{&ACT014, "etc/udev/rules.d/*", APPEARING, AT_THE_CONSOLE},
	{&ACT014, "etc/systemd/network/*.link", APPEARING, AT_THE_CONSOLE},
};

void judge_files(struct judging *j)
{
	for (size_t i = 0; i < j->x->n; i++)
		for (size_t k = 0; k < sizeof(moments) / sizeof(*moments); k++) {
			const char *path = j->x->changed[i];

			if (fnmatch(moments[k].pattern, path, 0))
				continue;
			act(j, moments[k].about, INFO, path, (struct place){.path = ""}, "%s %s", path,
			    moments[k].message)
				->help = moments[k].help;
		}
}
