/* The interpreter's own Python code (sim/lang/library): run once before the script, let go at exit. */
#ifndef OURO_SIM_VM_LIBRARY_H
#define OURO_SIM_VM_LIBRARY_H

#include "sim/vm/machine.h"

/* Run its module; what it defines for scripts is then in the module weakref. False: the run stops. */
bool library_boot(machine *m);
/* Call what asked to be called at exit, the newest first (Modules/atexitmodule.c, atexit_callfuncs()). */
void library_exit(machine *m);
/* sys.modules is emptied: nothing but its own cycles holds the library any more. */
void library_release(machine *m);
/* A global name of its own. */
ref library_global(machine *m, const char *name);
/* The names that importing a module uses are made before the script. */
void import_names(machine *m);

#endif
