/* MP4 and WebM, through the program ffmpeg, if it is installed.
 *
 * Pictures go to it as YUV 4:2:0 (BT.709, limited range); an odd side is rounded up. MP4: H.264 High,
 * the index at the front. WebM: VP9. The file appears whole or not at all.
 *
 * Errors: OURO_ERR_IO (ffmpeg is missing: the text says how to get it; ffmpeg's own last words),
 * OURO_ERR_USAGE (a video cannot go to standard output), OURO_ERR_DISPLAY (fonts), OURO_ERR_NOMEM,
 * OURO_ERR_INTERRUPTED. */
#ifndef OURO_RENDER_EXPORT_VIDEO_H
#define OURO_RENDER_EXPORT_VIDEO_H

#include "render/export/job.h"

ouro_result video_write_mp4(const export_job *job, ouro_error *err) OURO_MUST_CHECK;
ouro_result video_write_webm(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
