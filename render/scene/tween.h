/* The way from one picture to the next.
 *
 * Works on display lists alone: commands are matched by id (the n-th of an id with the n-th of the
 * same id and kind). What is in both glides, what is only in the new one appears, what is only in the
 * old one fades; new arrows grow from their port. Nothing bounces, blinks or overshoots.
 *
 * Reads two frames of one size, writes a third. Invariant: at the end the frame is the new one,
 * command by command, so its pixels are those of an export. */
#ifndef OURO_RENDER_SCENE_TWEEN_H
#define OURO_RENDER_SCENE_TWEEN_H

#include "render/scene/frame.h"

enum { TWEEN_MS = 360 };

/* part 0..1, linear in time; the easing is done here. */
void tween_between(const frame *from, const frame *to, float part, frame *out);

#endif
