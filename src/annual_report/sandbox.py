"""The sandbox that templates run in: Jinja's own, with a short way for what needs no questions.

A template asks for some thirty attributes and calls ten functions for each achievement of a long report. Of
most of them Jinja's questions (is it a method of a text, a frame, a part of a class, marked as unsafe?) have
one answer, which the type alone gives. Everything else goes Jinja's way. On a report of 200 pages that is a
quarter of the time in which its templates are filled.
"""

from types import BuiltinMethodType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct

from annual_report.template_words import said_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from gettext import NullTranslations

    from jinja2.ext import Extension

_BOUND = frozenset((MethodType, BuiltinMethodType))
"""What a template must not be handed as it is: it might be the ``format`` of a text."""


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox. What may be read and called is the same; it is only found out sooner."""

    newstyle_gettext = True
    """``{% trans %}`` leaves its values to the functions of ``speak``, which escape them."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - those of Jinja's environment
        super().__init__(*args, **options)
        self._fields = _PublicFields()
        self._words: dict[str, Callable[..., str]] = {}
        self._can_compile = False

    def speak(self, translations: "NullTranslations") -> None:
        """Let templates have our own words in the language of ``translations``."""
        self._words = said_in(translations)
        self.globals.update(self._words)

    def iter_extensions(self) -> "Iterator[Extension]":
        """The extensions of Jinja that templates are written with, for whoever compiles one.

        They are loaded only then: templates that are kept compiled need none, and the module takes longer to
        import (2 ms) than they take to load.
        """
        if not self._can_compile:
            self._can_compile = True
            self.add_extension("jinja2.ext.do")
            self.add_extension("jinja2.ext.i18n")
            self.globals.update(self._words)  # the extension puts one of its own in the place of _
        return super().iter_extensions()

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - whatever a template asks for
        """An attribute of a value. The public fields of our own values (``Struct``) are what they hold."""
        if attribute in self._fields[type(obj)]:
            value = getattr(obj, attribute)
            if type(value) not in _BOUND:
                return value
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - see above
        """What a function gives. One without attributes of its own is neither marked as unsafe nor as one
        that wants the context; a macro wants the template's mode of escaping.
        """
        if type(obj) is Macro:
            args = (context.eval_ctx, *args)
        elif not _is_bare(obj):
            return super().call(context, obj, *args, **named)
        named.pop("_loop_vars", None)  # the variables of loops and blocks, for what wants the context
        named.pop("_block_vars", None)
        try:
            return obj(*args, **named)
        except StopIteration:
            return self.undefined("there is no value: the function that was asked for it broke off")


class _PublicFields(dict[type, frozenset[str]]):
    """The fields of each of our own types that a template may read; none of any other type."""

    def __missing__(self, kind: type) -> frozenset[str]:
        names = kind.__struct_fields__ if issubclass(kind, Struct) else ()
        self[kind] = fields = frozenset(name for name in names if not name.startswith("_"))
        return fields


def _is_bare(obj: object) -> bool:
    """Whether this is a function, or a method that is one, to which nothing has been attached."""
    function = obj.__func__ if type(obj) is MethodType else obj
    return type(function) is FunctionType and not function.__dict__
