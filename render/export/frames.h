/* A folder of pictures:
 *
 *     OUT/STEM-0000.png ... OUT/STEM-0011.png   the reel's numbers (of a picture per step: the step's); or .svg
 *     OUT/manifest.json                         whose pictures these are
 *
 * A frame appears whole or not at all, so an interrupted job can be resumed: if the manifest is the
 * one that this job would write, the frames that are there stay. Anything else in the way is an
 * error unless `force` is set; then old frames of the same name are removed first, so that none of
 * them outlives its job.
 *
 * Reads a stage; writes files. Never touches a video driver. Invariant: the bytes of a frame depend
 * neither on the number of threads nor on which other frames are made.
 *
 * Errors: OURO_ERR_IO (what is in the way; no room: with the count), OURO_ERR_LIMIT,
 * OURO_ERR_DISPLAY (fonts), OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED. */
#ifndef OURO_RENDER_EXPORT_FRAMES_H
#define OURO_RENDER_EXPORT_FRAMES_H

#include "render/export/job.h"

ouro_result frames_write_png(const export_job *job, ouro_error *err) OURO_MUST_CHECK;
ouro_result frames_write_svg(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
