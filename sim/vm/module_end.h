/* The end of the modules that a script may have hung its own objects onto. */
#ifndef OURO_SIM_VM_MODULE_END_H
#define OURO_SIM_VM_MODULE_END_H

#include "sim/vm/machine.h"

/* The script is over, its frames are gone: those of gc and weakref that hold objects of its own may die from now on. */
void modules_become_mortal(machine *m);
/* sys.modules is emptied. */
void modules_release(machine *m);
/* Those that still live lose their names, the one imported last first.
 * Source: CPython 3.13.0, Python/pylifecycle.c, finalize_modules_clear_weaklist().
 * Differs: gc counts as imported before weakref. */
void modules_clear(machine *m);
/* A round of _PyModule_ClearDict(): names become None, private ones first, __builtins__ never. `scripts`: only those
 * whose objects the script has made. */
void names_clear_round(machine *m, ref dict, bool private_ones, bool scripts);

#endif
