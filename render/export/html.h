/* HTML: the run as one page that plays it, offline, in any browser.
 *
 * The page is assets/player.html, which draws and moves; what it draws is written here: the pictures
 * as differences (deltas.h) and the steps as a list, for those who run no scripts and for screen
 * readers. Nothing in it asks the network. */
#ifndef OURO_RENDER_EXPORT_HTML_H
#define OURO_RENDER_EXPORT_HTML_H

#include "render/export/job.h"

/* Errors: OURO_ERR_IO (the page is missing, the file cannot be written), OURO_ERR_LIMIT, OURO_ERR_NOMEM,
 * OURO_ERR_INTERRUPTED. Cost: a picture of every stop of the plan, in each theme. */
ouro_result html_write(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
