"""Names that a model can not use, and why: data, by reason, for the checks and for the docs."""

import keyword


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Both lists are written out: what `dir(builtins)` gives depends on the interpreter and on `site`,
# whose few names (`license`, `exit`, ...) linters count in.
BUILTIN_FUNCTIONS = _set("""
    abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod
    compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float
    format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter
    len license list locals map max memoryview min next object oct open ord pow print property quit
    range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars
    zip
    """)
BUILTIN_CLASSES = _set("""
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError
    BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError
    ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError
    Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError
    FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError
    ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
    KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError
    NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning
    PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError
    ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError
    SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError
    UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
    UserWarning ValueError Warning ZeroDivisionError
    """)
KEYWORDS = frozenset(keyword.kwlist)

Reserved = dict[str, frozenset[str]]  # names by the reason why they are reserved

_EVERY_AGGREGATE = "id version created_at updated_at status"
_AGGREGATE_METHODS = "create update delete expect pull_events has_events"

FIELDS: Reserved = {
    "every aggregate has it already": _set(_EVERY_AGGREGATE),
    "every aggregate has a method of this name": _set(_AGGREGATE_METHODS),
    "Django's models use it": _set("""
        adelete arefresh_from_db asave check clean clean_fields date_error_message from_db
        full_clean get_constraints get_deferred_fields objects pk prepare_database_save
        refresh_from_db resolve_expression save save_base serializable_value unique_error_message
        validate_constraints validate_unique
        """),
    "the generated code uses it": _set("""
        choices_of cls dt factory models now of optional_money self values_of with_everything
        """),
    "the factories of tests have a method of this name": _set("""
        build build_batch create_batch generate generate_batch reset_sequence simple_generate
        simple_generate_batch stub stub_batch
        """),
    "it would shadow a builtin of Python": BUILTIN_FUNCTIONS,
    "it is a keyword of Python": KEYWORDS,
}

ENTITY_FIELDS: Reserved = {
    "every entity has it already": _set("position"),
    "entities check their fields by a module of this name": _set("values"),
    **FIELDS,
}

FILTERS: Reserved = {
    "every list has a parameter of this name": _set("cursor limit order_by"),
    "the generated code uses it": _set("page_request queryset visible_to"),
}

TRANSITIONS: Reserved = {
    "it is the name of an operation": _set("create get list update delete"),
    "every aggregate has it already": _set(f"{_EVERY_AGGREGATE} expect pull_events has_events"),
    "it would shadow what the aggregate's own class needs": _set("""
        bool bytes classmethod dict dt float frozenset int object property set
        staticmethod str super tuple type
        """),
    "it is a keyword of Python": KEYWORDS,
}

CONTEXTS: Reserved = {
    "the service has a part of this name": _set("accounts config outbox shared"),
    "an installed Django app has this label": _set("""
        admin auth contenttypes django drf_spectacular drf_spectacular_sidecar messages
        rest_framework sessions staticfiles
        """),
    "it would shadow a builtin of Python": BUILTIN_FUNCTIONS,
    "it is a keyword of Python": KEYWORDS,
}

CLASSES: Reserved = {
    "the shared kernel has a class of this name": _set("""
        Actor AggregateRoot Clock ConcurrencyConflict Conflict DjangoUnitOfWork DomainError
        DomainEvent FakeUnitOfWork IdGenerator InvalidTransition InvalidValue Money NotAllowed
        NotEditable NotFound Page StaleVersion UnitOfWork
        """),
    "the generated code uses it": _set("""
        APIView AdminSite Any AppConfig Barrier Callable Command Decimal F GreaterThanOrEqual
        HttpRequest IntegrityError Iterable Keyset Length PlainDecimal Q Query QuerySet Schemas Self Sequence
        StrEnum ThreadPoolExecutor TypedDict UUID
        """),
    "it is a builtin of Python": BUILTIN_CLASSES,
    "it is a keyword of Python": KEYWORDS,
}

VARIABLES: Reserved = {
    "a variable of this name would shadow a builtin of Python": BUILTIN_FUNCTIONS,
    "a variable of this name would be a keyword of Python": KEYWORDS,
    "the generated code has a variable of this name": _set("""
        adapter after before change changed each error example first found given gone kept known
        now other row rows saved second seen stored stranger taken unchanged view world
        """),
}

TABLES = _set("""
    accounts_user_groups accounts_user_user_permissions auth_group auth_group_permissions
    auth_permission django_admin_log django_content_type django_migrations django_session
    """)


def reason(name: str, groups: Reserved) -> str:
    """Why a name is reserved; empty if it is not."""
    return next((reason for reason, names in groups.items() if name in names), "")
