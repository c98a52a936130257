/* HTML: the run as one page that plays it, offline, in any browser.
 *
 * The page is a shell (assets/player.html) with the steps as a list, for those who run no scripts and for
 * screen readers, and with the rest squeezed (squeeze.h): the engine that draws and moves
 * (assets/player-engine.html) and what it draws, the pictures as differences (deltas.h). Nothing in it
 * asks the network. Where it cannot be unpacked the list is shown. */
#ifndef OURO_RENDER_EXPORT_HTML_H
#define OURO_RENDER_EXPORT_HTML_H

#include "render/export/job.h"

/* Errors: OURO_ERR_IO (the page is missing, the file cannot be written), OURO_ERR_LIMIT, OURO_ERR_NOMEM,
 * OURO_ERR_INTERRUPTED. Cost: a picture of every stop of the plan, in each theme. */
ouro_result html_write(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
