/* dir(), vars(), locals().
 * Source: CPython 3.13.0, Objects/object.c, PyObject_Dir(); Objects/typeobject.c, object___dir___impl(),
 * type___dir___impl(), merge_class_dict(); Python/ceval.c, _PyEval_GetFrameLocals() (PEP 667).
 * Differs: the views and lists of keys by which CPython copies one dict into another are not made. */
#include "sim/vm/eval.h"
#include "sim/vm/frame_locals.h"

#include "sim/log/dict.h"
#include "sim/vm/introspect.h"
#include "sim/vm/names.h"
#include "sim/vm/sequence.h"

/* --- locals() --------------------------------------------------------------------------------------- */

/* A module or class body shares its namespace; a function gets a new dict each time. */
static value frame_namespace(machine *m)
{
    vm_frame *f = m->frame;
    ref names = f->names ? f->names : f->code->flags & CODE_OPTIMIZED ? 0 : f->globals;
    if (names && !frame_hides(f))
        return value_own(m, names);
    return frame_locals_copy(m, frame_object(m, f));
}

static value builtin_locals(machine *m, const call_args *a)
{
    (void)a;
    return frame_namespace(m);
}

static value builtin_vars(machine *m, const call_args *a)
{
    value dict;
    if (!a->count)
        return frame_namespace(m);
    int answer = attribute_find(m, VALUE_ROW(a->v[0]), m->name_dict, &dict);
    if (!answer)
        raise_error(m, BT_TYPE_ERROR, "vars() argument must have __dict__ attribute");
    return answer > 0 ? value_own(m, dict) : 0;
}

/* --- dir() -------------------------------------------------------------------------------------------- */

/* The str of a name that CPython has had since its start. */
static ref old_name(machine *m, const char *text, size_t length)
{
    if (!name_known(m, text, (uint32_t)length) && !str_single(m, text, length))
        world_emit(m->r, EV_OWN, 0, 0, 0, 0);
    return name_intern(m, text, (uint32_t)length);
}

/* Names with spaces between them become keys. */
static void names_add(machine *m, ref dict, const char *names)
{
    for (const char *p = names; *(p += strspn(p, " ")) != '\0'; p += strcspn(p, " "))
        dict_put_name(m, dict, old_name(m, p, strcspn(p, " ")), m->none);
}

/* merge_class_dict(): what the classes of an mro have. */
static bool classes_add(machine *m, ref dict, ref type)
{
    const world *w = machine_world(m);
    ref mro = world_word(w, type, TYPE_MRO);
    for (uint32_t i = 0; i < world_row(w, mro)->lo; i++) {
        ref class = world_word(w, mro, i), own = world_word(w, class, TYPE_DICT);
        const char *names = known_attributes(m, class);
        if (own && !dict_merge_dict(m, dict, own))
            return false;
        if (!own && names)
            names_add(m, dict, names);
    }
    return true;
}

/* The keys of a dict that is given up, in a new list. */
static value keys_list(machine *m, value dict)
{
    const world *w = machine_world(m);
    uint32_t n = dict_used(w, VALUE_ROW(dict)), k = 0;
    value list = make_list(m, n, n);
    for (uint32_t i = 0; i < dict_entry_count(w, VALUE_ROW(dict)); i++) {
        ref key = dict_entry(w, VALUE_ROW(dict), i).key;
        if (key)
            tuple_fill(m, list, k++, key);
    }
    value_drop(m, dict);
    return list;
}

static value sorted_list(machine *m, value list)
{
    *m->sp++ = list;
    if (!list || !list_sort(m, VALUE_ROW(list), 0, false))
        return 0;
    m->sp--;
    return list;
}

/* Names with spaces between them come behind the `n` that are in the list, unless that is 0; how many they are. */
static uint32_t words_add(machine *m, value list, uint32_t n, const char *names)
{
    uint32_t count = 0;
    for (const char *p = names; *(p += strspn(p, " ")) != '\0'; p += strcspn(p, " "), count++)
        if (list)
            tuple_fill(m, list, n + count, old_name(m, p, strcspn(p, " ")));
    return count;
}

/* The same for what a script has given the module beyond what CPython does. */
static uint32_t own_names_add(machine *m, value list, uint32_t n, ref module)
{
    const world *w = machine_world(m);
    ref dict = world_word(w, module, MODULE_DICT);
    uint32_t count = 0, length;
    for (uint32_t i = 0; i < dict_entry_count(w, dict); i++) {
        ref key = dict_entry(w, dict, i).key;
        if (!key || module_name_known(m, module, world_text(w, key, &length)))
            continue;
        if (list)
            tuple_fill(m, list, n + count, key);
        count++;
    }
    return count;
}

static uint32_t module_names_add(machine *m, value list, ref module)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < MODULE_NAME_LISTS; i++)
        n += words_add(m, list, n, known_module_names(m, module, i));
    return n + own_names_add(m, list, n, module);
}

/* module_dir(): the interpreter's modules have more in them than scripts may use. The keys of the module's
 * dict become a list. */
static value module_names(machine *m, ref module)
{
    if (module != m->module_gc) /* the names of others are not those of every CPython */
        return stop_unsupported(m, "dir() of this module is not supported");
    uint32_t n = module_names_add(m, 0, module);
    value list = make_list(m, n, n);
    (void)module_names_add(m, list, module);
    return list;
}

/* object___dir___impl(), type___dir___impl(): a dict of all names. 0: raised. */
static value names_of(machine *m, ref o)
{
    const world *w = machine_world(m);
    bool is_type = world_kind(w, o) == KIND_TYPE;
    value own = 0, dict = 0;
    if (!is_type && attribute_dict_slot(m, o) < 0 && world_kind(w, o) != KIND_INSTANCE)
        dict = make_dict(m);
    else if (!is_type && attribute_find(m, o, m->name_dict, &own) < 0)
        return 0;
    if (!dict)
        dict = own && world_kind(w, VALUE_ROW(own)) == KIND_DICT ? dict_copy_of(m, VALUE_ROW(own)) : make_dict(m);
    value_drop(m, own);
    if (dict && classes_add(m, VALUE_ROW(dict), is_type ? o : type_of(m, o)))
        return dict;
    value_drop(m, dict);
    return 0;
}

/* _dir_object(): what __dir__() gives, in a list of its own, sorted. */
static value builtin_dir(machine *m, const call_args *a)
{
    bool found = false;
    value names = 0;
    if (!a->count) {
        names = frame_namespace(m);
        return names ? sorted_list(m, keys_list(m, names)) : 0;
    }
    ref o = VALUE_ROW(a->v[0]), hook = name_find(m, "__dir__");
    if (hook && object_of_class(machine_world(m), o) && type_lookup(m, type_of(m, o), hook))
        names = call_special(m, o, "__dir__", NULL, 0, &found);
    else if (world_kind(machine_world(m), o) == KIND_MODULE)
        names = module_names(m, o);
    else if ((names = names_of(m, o)) != 0)
        names = keys_list(m, names);
    if (!names)
        return 0;
    *m->sp++ = names;
    value list = make_list_of(m, VALUE_ROW(names));
    if (!list)
        return 0;
    m->sp--;
    value_drop(m, names);
    return sorted_list(m, list);
}

const builtin_info BUILTINS_NAMESPACE[] = {
    {"dir", OWNER_BUILTINS, 0, 1, BUILTIN_TUPLE, builtin_dir},
    {"vars", OWNER_BUILTINS, 0, 1, BUILTIN_TUPLE, builtin_vars},
    {"locals", OWNER_BUILTINS, 0, 0, 0, builtin_locals},
    {0},
};
