/* Where things are in the lesson picker, in layout pixels. Private to its two files:
 *
 *   picker.c       what is selected and searched for
 *   picker_draw.c  the picture
 */
#ifndef OURO_RENDER_WINDOW_PICKER_ROOM_H
#define OURO_RENDER_WINDOW_PICKER_ROOM_H

#include "render/window/picker.h"

enum { PICKER_TOPICS_MAX = 40 };

typedef struct picker_room {
    float unit_px, width, height;
    float side, top;   /* the topics' width, the head's height */
    uint32_t columns, rows_in_sight;
    float card_width, card_height;
} picker_room;

typedef struct picker_topic {
    const char *name;
    uint32_t first, count; /* of the matches */
} picker_topic;

picker_room picker_room_of(const scene_look *look);
pen_box picker_card_box(const picker_room *r, uint32_t match, uint32_t top_row);
pen_box picker_topic_box(const picker_room *r, uint32_t topic, uint32_t count);
/* All topics, also those that nothing matches in; returns how many. */
uint32_t picker_topics(const picker *p, picker_topic topics[PICKER_TOPICS_MAX]);

#endif
