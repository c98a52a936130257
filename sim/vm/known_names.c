/* Attribute names that CPython's own types have: what the language lacks of them is refused by name and
 * never an AttributeError. Source: dir() of each type in CPython 3.13.0. */
#include "sim/vm/machine.h"

typedef struct known_names {
    builtin_type type;
    const char *names; /* each with a space before and behind */
} known_names;

static const known_names KNOWN[] = {
    {BT_OBJECT,
     " __class__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ "
     "__getstate__ __gt__ __hash__ __init__ __init_subclass__ __le__ __lt__ __ne__ __new__ "
     "__reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ __str__ __subclasshook__ "},
    {BT_TYPE,
     " __abstractmethods__ __annotations__ __base__ __bases__ __basicsize__ __call__ __dict__ "
     "__dictoffset__ __flags__ __instancecheck__ __itemsize__ __module__ __mro__ __name__ "
     "__or__ __prepare__ __qualname__ __ror__ __subclasscheck__ __subclasses__ "
     "__text_signature__ __type_params__ __weakrefoffset__ mro "},
    {BT_NONE,
     " __bool__ "},
    {BT_NOT_IMPLEMENTED,
     " __bool__ "},
    {BT_INT,
     " __abs__ __add__ __and__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ "
     "__getnewargs__ __index__ __int__ __invert__ __lshift__ __mod__ __mul__ __neg__ __or__ "
     "__pos__ __pow__ __radd__ __rand__ __rdivmod__ __rfloordiv__ __rlshift__ __rmod__ "
     "__rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ "
     "__rxor__ __sub__ __truediv__ __trunc__ __xor__ as_integer_ratio bit_count bit_length "
     "conjugate denominator from_bytes imag is_integer numerator real to_bytes "},
    {BT_FLOAT,
     " __abs__ __add__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ "
     "__getformat__ __getnewargs__ __int__ __mod__ __mul__ __neg__ __pos__ __pow__ __radd__ "
     "__rdivmod__ __rfloordiv__ __rmod__ __rmul__ __round__ __rpow__ __rsub__ __rtruediv__ "
     "__sub__ __truediv__ __trunc__ as_integer_ratio conjugate fromhex hex imag is_integer "
     "real "},
    {BT_STR,
     " __add__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mod__ __mul__ "
     "__rmod__ __rmul__ capitalize casefold center count encode endswith expandtabs find "
     "format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower "
     "isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans "
     "partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip "
     "split splitlines startswith strip swapcase title translate upper zfill "},
    {BT_BYTES,
     " __add__ __buffer__ __bytes__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ "
     "__mod__ __mul__ __rmod__ __rmul__ capitalize center count decode endswith expandtabs "
     "find fromhex hex index isalnum isalpha isascii isdigit islower isspace istitle isupper "
     "join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind "
     "rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title "
     "translate upper zfill "},
    {BT_TUPLE,
     " __add__ __class_getitem__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ "
     "__mul__ __rmul__ count index "},
    {BT_VERSION_INFO,
     " __match_args__ __replace__ major micro minor n_fields n_sequence_fields n_unnamed_fields "
     "releaselevel serial "},
    {BT_LIST,
     " __add__ __class_getitem__ __contains__ __delitem__ __getitem__ __iadd__ __imul__ "
     "__iter__ __len__ __mul__ __reversed__ __rmul__ __setitem__ append clear copy count "
     "extend index insert pop remove reverse sort "},
    {BT_DICT,
     " __class_getitem__ __contains__ __delitem__ __getitem__ __ior__ __iter__ __len__ __or__ "
     "__reversed__ __ror__ __setitem__ clear copy fromkeys get items keys pop popitem "
     "setdefault update values "},
    {BT_SET,
     " __and__ __class_getitem__ __contains__ __iand__ __ior__ __isub__ __iter__ __ixor__ "
     "__len__ __or__ __rand__ __ror__ __rsub__ __rxor__ __sub__ __xor__ add clear copy "
     "difference difference_update discard intersection intersection_update isdisjoint "
     "issubset issuperset pop remove symmetric_difference symmetric_difference_update union "
     "update "},
    {BT_FROZENSET,
     " __and__ __class_getitem__ __contains__ __iter__ __len__ __or__ __rand__ __ror__ __rsub__ "
     "__rxor__ __sub__ __xor__ copy difference intersection isdisjoint issubset issuperset "
     "symmetric_difference union "},
    {BT_RANGE,
     " __bool__ __contains__ __getitem__ __iter__ __len__ __reversed__ count index start step "
     "stop "},
    {BT_SLICE,
     " indices start step stop "},
    {BT_FUNCTION,
     " __annotations__ __builtins__ __call__ __closure__ __code__ __defaults__ __dict__ __get__ "
     "__globals__ __kwdefaults__ __module__ __name__ __qualname__ __type_params__ "},
    {BT_BUILTIN,
     " __call__ __module__ __name__ __qualname__ __self__ __text_signature__ "},
    {BT_METHOD_DESCRIPTOR,
     " __call__ __get__ __name__ __objclass__ __qualname__ __text_signature__ "},
    {BT_WRAPPER_DESCRIPTOR,
     " __call__ __get__ __name__ __objclass__ __qualname__ __text_signature__ "},
    {BT_METHOD_WRAPPER,
     " __call__ __name__ __objclass__ __qualname__ __self__ __text_signature__ "},
    {BT_METHOD,
     " __call__ __func__ __get__ __self__ "},
    {BT_CODE,
     " __replace__ _co_code_adaptive _varname_from_oparg co_argcount co_cellvars co_code "
     "co_consts co_exceptiontable co_filename co_firstlineno co_flags co_freevars "
     "co_kwonlyargcount co_lines co_linetable co_lnotab co_name co_names co_nlocals "
     "co_positions co_posonlyargcount co_qualname co_stacksize co_varnames replace "},
    {BT_MODULE,
     " __annotations__ __dict__ "},
    {BT_WEAKREF,
     " __call__ __callback__ __class_getitem__ "},
    {BT_PROXY,
     " __abs__ __add__ __and__ __bool__ __bytes__ __contains__ __delitem__ __divmod__ __float__ "
     "__floordiv__ __getitem__ __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ "
     "__imod__ __imul__ __index__ __int__ __invert__ __ior__ __ipow__ __irshift__ __isub__ "
     "__iter__ __itruediv__ __ixor__ __len__ __lshift__ __matmul__ __mod__ __mul__ __neg__ "
     "__next__ __or__ __pos__ __pow__ __radd__ __rand__ __rdivmod__ __reversed__ __rfloordiv__ "
     "__rlshift__ __rmatmul__ __rmod__ __rmul__ __ror__ __rpow__ __rrshift__ __rshift__ "
     "__rsub__ __rtruediv__ __rxor__ __setitem__ __sub__ __truediv__ __xor__ "},
    {BT_CALLABLE_PROXY,
     " __abs__ __add__ __and__ __bool__ __call__ __contains__ __delitem__ __divmod__ __float__ "
     "__floordiv__ __getitem__ __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ "
     "__imod__ __imul__ __index__ __int__ __invert__ __ior__ __ipow__ __irshift__ __isub__ "
     "__iter__ __itruediv__ __ixor__ __len__ __lshift__ __matmul__ __mod__ __mul__ __neg__ "
     "__next__ __or__ __pos__ __pow__ __radd__ __rand__ __rdivmod__ __rfloordiv__ __rlshift__ "
     "__rmatmul__ __rmod__ __rmul__ __ror__ __rpow__ __rrshift__ __rshift__ __rsub__ "
     "__rtruediv__ __rxor__ __setitem__ __sub__ __truediv__ __xor__ "},
    {BT_GETSET,
     " __delete__ __get__ __name__ __objclass__ __qualname__ __set__ "},
    {BT_MEMBER,
     " __delete__ __get__ __name__ __objclass__ __qualname__ __set__ "},
    {BT_LOCALS_PROXY,
     " __contains__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ __ror__ __setitem__ "
     "__delitem__ copy get items keys setdefault update values "},
    {BT_MAPPINGPROXY,
     " __class_getitem__ __contains__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ "
     "__ror__ copy get items keys values "},
    {BT_PROPERTY,
     " __delete__ __get__ __isabstractmethod__ __name__ __set__ __set_name__ deleter fdel fget "
     "fset getter setter "},
    {BT_STATICMETHOD,
     " __call__ __dict__ __func__ __get__ __isabstractmethod__ __wrapped__ "},
    {BT_CLASSMETHOD,
     " __dict__ __func__ __get__ __isabstractmethod__ __wrapped__ "},
    {BT_SUPER,
     " __get__ __self__ __self_class__ __thisclass__ "},
    {BT_CELL,
     " cell_contents "},
    {BT_FRAME,
     " clear f_back f_builtins f_code f_globals f_lasti f_lineno f_locals f_trace f_trace_lines "
     "f_trace_opcodes "},
    {BT_GENERATOR,
     " __class_getitem__ __del__ __iter__ __name__ __next__ __qualname__ close gi_code gi_frame "
     "gi_running gi_suspended gi_yieldfrom send throw "},
    {BT_TRACEBACK,
     " tb_frame tb_lasti tb_lineno tb_next "},
    {BT_NAMESPACE,
     " __dict__ __replace__ "},
    {BT_FILE,
     " _CHUNK_SIZE __del__ __dict__ __enter__ __exit__ __iter__ __module__ __next__ "
     "_checkClosed _checkReadable _checkSeekable _checkWritable _finalizing buffer close "
     "closed detach encoding errors fileno flush isatty line_buffering name newlines read "
     "readable readline readlines reconfigure seek seekable tell truncate writable write "
     "write_through writelines "},
    {BT_FILE_RAW,
     " __del__ __dict__ __enter__ __exit__ __iter__ __module__ __next__ _blksize _checkClosed "
     "_checkReadable _checkSeekable _checkWritable _dealloc_warn _finalizing close closed "
     "closefd fileno flush isatty mode read readable readall readinto readline readlines seek "
     "seekable tell truncate writable write writelines "},
    {BT_FILE_READER,
     " __del__ __dict__ __enter__ __exit__ __iter__ __module__ __next__ _checkClosed "
     "_checkReadable _checkSeekable _checkWritable _dealloc_warn _finalizing close closed "
     "detach fileno flush isatty mode name peek raw read read1 readable readinto readinto1 "
     "readline readlines seek seekable tell truncate writable write writelines "},
    {BT_FILE_WRITER,
     " __del__ __dict__ __enter__ __exit__ __iter__ __module__ __next__ _checkClosed "
     "_checkReadable _checkSeekable _checkWritable _dealloc_warn _finalizing close closed "
     "detach fileno flush isatty mode name raw read read1 readable readinto readinto1 readline "
     "readlines seek seekable tell truncate writable write writelines "},
    {BT_FILE_ENCODER,
     " __dict__ __firstlineno__ __module__ __static_attributes__ __weakref__ encode getstate "
     "reset setstate "},
    {BT_FILE_DECODER,
     " __dict__ __firstlineno__ __module__ __static_attributes__ __weakref__ _buffer_decode "
     "decode getstate reset setstate "},
    {BT_FILE_NEWLINES,
     " __module__ decode getstate newlines reset setstate "},
    {BT_RANGE_ITER,
     " __iter__ __length_hint__ __next__ __setstate__ "},
    {BT_LIST_ITER,
     " __iter__ __length_hint__ __next__ __setstate__ "},
    {BT_TUPLE_ITER,
     " __iter__ __length_hint__ __next__ __setstate__ "},
    {BT_STR_ITER,
     " __iter__ __length_hint__ __next__ __setstate__ "},
    {BT_UNICODE_ITER,
     " __iter__ __length_hint__ __next__ __setstate__ "},
    {BT_BYTES_ITER,
     " __iter__ __length_hint__ __next__ __setstate__ "},
    {BT_DICT_KEY_ITER,
     " __iter__ __length_hint__ __next__ "},
    {BT_DICT_VALUE_ITER,
     " __iter__ __length_hint__ __next__ "},
    {BT_DICT_ITEM_ITER,
     " __iter__ __length_hint__ __next__ "},
    {BT_SET_ITER,
     " __iter__ __length_hint__ __next__ "},
    {BT_DICT_REVERSE_KEY_ITER,
     " __iter__ __length_hint__ __next__ "},
    {BT_DICT_REVERSE_VALUE_ITER,
     " __iter__ __length_hint__ __next__ "},
    {BT_DICT_REVERSE_ITEM_ITER,
     " __iter__ __length_hint__ __next__ "},
    {BT_LIST_REVERSE_ITER,
     " __iter__ __length_hint__ __next__ __setstate__ "},
    {BT_SEQUENCE_ITER,
     " __iter__ __length_hint__ __next__ __setstate__ "},
    {BT_CALL_ITER,
     " __iter__ __next__ "},
    {BT_ENUMERATE,
     " __class_getitem__ __iter__ __next__ "},
    {BT_ZIP,
     " __iter__ __next__ __setstate__ "},
    {BT_MAP,
     " __iter__ __next__ "},
    {BT_FILTER,
     " __iter__ __next__ "},
    {BT_REVERSED,
     " __iter__ __length_hint__ __next__ __setstate__ "},
    {BT_DICT_KEYS,
     " __and__ __contains__ __iter__ __len__ __or__ __rand__ __reversed__ __ror__ __rsub__ "
     "__rxor__ __sub__ __xor__ isdisjoint mapping "},
    {BT_DICT_VALUES,
     " __iter__ __len__ __reversed__ mapping "},
    {BT_DICT_ITEMS,
     " __and__ __contains__ __iter__ __len__ __or__ __rand__ __reversed__ __ror__ __rsub__ "
     "__rxor__ __sub__ __xor__ isdisjoint mapping "},
    {BT_BASE_EXCEPTION,
     " __cause__ __context__ __dict__ __setstate__ __suppress_context__ __traceback__ add_note "
     "args with_traceback "},
    {BT_SYSTEM_EXIT,
     " code "},
    {BT_ATTRIBUTE_ERROR,
     " name obj "},
    {BT_IMPORT_ERROR,
     " msg name name_from path "},
    {BT_NAME_ERROR,
     " name "},
    {BT_OS_ERROR,
     " characters_written errno filename filename2 strerror "},
    {BT_STOP_ITERATION,
     " value "},
    {BT_UNICODE_DECODE_ERROR,
     " encoding end object reason start "},
    {BT_UNICODE_ENCODE_ERROR,
     " encoding end object reason start "},
};

static const char GC_NAMES[] =
    " DEBUG_COLLECTABLE DEBUG_LEAK DEBUG_SAVEALL DEBUG_STATS DEBUG_UNCOLLECTABLE callbacks "
    "collect disable enable freeze garbage get_count get_debug get_freeze_count get_objects "
    "get_referents get_referrers get_stats get_threshold is_finalized is_tracked isenabled "
    "set_debug set_threshold unfreeze ";

static const char SYS_NAMES[] =
    " abiflags activate_stack_trampoline addaudithook api_version argv audit base_exec_prefix "
    "base_prefix breakpointhook builtin_module_names byteorder call_tracing copyright "
    "deactivate_stack_trampoline displayhook dont_write_bytecode exc_info excepthook exception "
    "exec_prefix executable exit flags float_info float_repr_style get_asyncgen_hooks "
    "get_coroutine_origin_tracking_depth get_int_max_str_digits getallocatedblocks "
    "getdefaultencoding getdlopenflags getfilesystemencodeerrors getfilesystemencoding "
    "getprofile getrecursionlimit getrefcount getsizeof getswitchinterval gettrace "
    "getunicodeinternedsize hash_info hexversion implementation int_info intern is_finalizing "
    "is_stack_trampoline_active maxsize maxunicode meta_path modules monitoring orig_argv path "
    "path_hooks path_importer_cache platform platlibdir prefix pycache_prefix "
    "set_asyncgen_hooks set_coroutine_origin_tracking_depth set_int_max_str_digits "
    "setdlopenflags setprofile setrecursionlimit setswitchinterval settrace stderr stdin "
    "stdlib_module_names stdout thread_info unraisablehook version version_info warnoptions ";

/* Those of sys that begin with an underscore; every module's stand in MODULE_DUNDERS. */
static const char SYS_PRIVATE[] =
    " __breakpointhook__ __displayhook__ __excepthook__ __interactivehook__ __stderr__ __stdin__ __stdout__ "
    "__unraisablehook__ _base_executable _baserepl _clear_internal_caches _clear_type_cache "
    "_current_exceptions _current_frames _debugmallocstats _framework _get_cpu_count_config _getframe "
    "_getframemodulename _git _is_gil_enabled _is_interned _setprofileallthreads _settraceallthreads "
    "_stdlib_dir _xoptions ";

/* What the interpreter asks sys for at an exception that nobody catches, and this one does not. */
static const char SYS_HOOKS[] = " excepthook tracebacklimit unraisablehook ";

static const char WEAKREF_NAMES[] =
    " CallableProxyType KeyedRef ProxyType ProxyTypes ReferenceType WeakKeyDictionary "
    "WeakMethod WeakSet WeakValueDictionary finalize getweakrefcount getweakrefs itertools "
    "proxy ref sys ";

static const char WEAKREF_PRIVATE[] =
    " _IterationGuard __all__ __builtins__ __cached__ __file__ _collections_abc _remove_dead_weakref ";

static const char MODULE_DUNDERS[] = " __doc__ __loader__ __name__ __package__ __spec__ ";

static bool has_word(const char *names, const char *word)
{
    size_t length = strlen(word);
    for (const char *p = names; (p = strstr(p, word)) != NULL; p += length)
        if (p > names && p[-1] == ' ' && p[length] == ' ')
            return true;
    return false;
}

bool attribute_known_to_cpython(const machine *m, ref type, const char *name)
{
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (type_is_subtype(m, type, m->types[KNOWN[i].type]) && has_word(KNOWN[i].names, name))
            return true;
    return false;
}

const char *known_attributes(const machine *m, ref type)
{
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (m->types[KNOWN[i].type] == type)
            return KNOWN[i].names;
    return NULL;
}

const char *known_module_names(const machine *m, ref module, uint32_t list)
{
    const char *const gc[MODULE_NAME_LISTS] = {GC_NAMES, "", MODULE_DUNDERS};
    const char *const sys[MODULE_NAME_LISTS] = {SYS_NAMES, SYS_PRIVATE, MODULE_DUNDERS};
    const char *const weakref[MODULE_NAME_LISTS] = {WEAKREF_NAMES, WEAKREF_PRIVATE, MODULE_DUNDERS};
    return module == m->module_gc        ? gc[list]
           : module == m->module_sys     ? sys[list]
           : module == m->module_weakref ? weakref[list]
                                         : "";
}

bool module_name_known(const machine *m, ref module, const char *name)
{
    bool known = module == m->module_builtins; /* may be looked at, no more */
    for (uint32_t i = 0; i < MODULE_NAME_LISTS; i++)
        known |= has_word(known_module_names(m, module, i), name);
    return known;
}

bool module_name_is_hook(const machine *m, ref module, const char *name)
{
    return module == m->module_sys && has_word(SYS_HOOKS, name);
}
