/* What a step says, as the words of documents: speaker's notes, and what is to be seen for those who
 * cannot see it. Lines end with "\n" but the last one. Look at out->failed. */
#ifndef OURO_RENDER_EXPORT_NOTES_H
#define OURO_RENDER_EXPORT_NOTES_H

#include "render/scene/stage.h"
#include "sim/base/buffer.h"

/* `asking`: of the question's own slide: its answer as well, which the slide does not give away. */
void notes_speaker(const stage_text *t, bool asking, buffer *out);
void notes_description(const stage_text *t, bool asking, buffer *out);

#endif
