/* A lecture as text: Markdown for Marp, Quarto and pandoc, LaTeX for Beamer.
 *
 *   deck.md    slides with a picture each, deck-frames/ beside it; narration is the speaker's notes
 *   deck.tex   a Beamer document that shows deck.pdf page by page, which is written beside it
 *
 * Marp reads notes in comments, the others in a `notes` div: each slide has both, and style sheets in the
 * head hide what the other one reads.
 *
 * Errors: those of the pictures; OURO_ERR_USAGE (several files cannot go to standard output). */
#ifndef OURO_RENDER_EXPORT_DECK_H
#define OURO_RENDER_EXPORT_DECK_H

#include "render/export/job.h"

ouro_result deck_write_markdown(const export_job *job, ouro_error *err) OURO_MUST_CHECK;
ouro_result deck_write_beamer(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
