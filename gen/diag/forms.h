/* What the forms share among themselves. */
#ifndef DIAG_FORMS_H
#define DIAG_FORMS_H

#include "diag/form.h"

struct form *form_text(struct arena *a);
struct form *form_json(struct arena *a);
struct form *form_sarif(struct arena *a);
struct form *form_junit(struct arena *a);
struct form *form_github(struct arena *a);

/* The last place of a span, exclusive. */
struct position position_end(struct span s);

/* The message, and below it the consequence and the help, for forms that have one text for a finding. */
const char *whole_message(struct arena *a, const struct finding *f);

#endif
