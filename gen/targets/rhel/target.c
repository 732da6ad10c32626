#include "targets/target.h"

static void limits(struct render *r)
{
	(void)r;
}

static void render(struct render *r)
{
	(void)r;
}

const struct target target_rhel = {.name = "rhel", .limits = limits, .render = render};
