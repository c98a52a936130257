/* What the window asks of the program around it: lessons to choose from, and files to be opened.
 *
 * The window knows no folders and runs nothing; whoever starts it does. Everything that is handed over
 * is borrowed: a stage and a failure until the next opening, lessons for the window's life. */
#ifndef OURO_RENDER_WINDOW_HOST_H
#define OURO_RENDER_WINDOW_HOST_H

#include "render/scene/stage.h"

typedef struct window_lesson {
    const char *path, *title, *topic, *summary; /* summary "": none */
    double minutes;                             /* 0: not given */
    uint32_t step_count, question_count;
} window_lesson;

typedef struct window_lessons {
    const window_lesson *lessons; /* those of a topic stand together */
    uint32_t count;
} window_lessons;

/* Why a file cannot be played. */
typedef struct window_failure {
    const char *path;
    ouro_error error;
    const char *text; /* of the file; NULL: it could not be read */
    size_t length;
} window_failure;

typedef struct window_host {
    void *context;
    /* Ends what was open before, and opens `path`. NULL: `why` is filled. */
    stage *(*open)(void *context, const char *path, window_failure *why);
    /* The file that was opened last has been written since. Cost: one stat(). */
    bool (*changed)(void *context);
    window_lessons (*lessons)(void *context);
    /* Draws what the lesson is about, as `look` says; what is open stays open. False: it cannot be
     * played. NULL: lessons have no previews. Cost: a run and its layout. */
    bool (*preview)(void *context, const char *path, const scene_look *look, frame *onto);
} window_host;

#endif
