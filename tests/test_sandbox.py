"""The sandbox of templates: what a template may read and call is what Jinja's own sandbox lets it.

The short ways of ours are tried with each value that they are for, and what a template gets is held against
what Jinja's sandbox gives: the same words, or a refusal by both.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.runtime import Context, EvalContext
from jinja2.sandbox import SandboxedEnvironment, unsafe
from jinja2.utils import pass_context, pass_environment, pass_eval_context
from markupsafe import Markup
from msgspec import Struct

from annual_report.fields import Fields
from annual_report.sandbox import Sandbox
from written_records import forum_of

SECRET = "a secret"


class Person(Struct, frozen=True):
    """A value as templates are given it, with what none of ours has: a field that is nobody's business, and
    fields that hold methods.
    """

    name: str = "Ann"
    side: "Person | None" = None
    _hidden: str = SECRET
    says: Callable[..., str] = "{0.__class__}".format
    writes: Callable[..., str] = "{who.__class__}".format_map
    marks: Callable[..., str] = Markup("{0.__class__}").format

    @property
    def initial(self) -> str:
        """Not a field: what a type works out itself goes Jinja's way."""
        return self.name[0]

    def greet(self, greeting: str = "Hello") -> str:
        """A method."""
        return f"{greeting}, {self.name}"


class Clerk:
    """Something that can be called, with a method that nobody may call."""

    def __call__(self, words: str = "") -> str:
        """Say it."""
        return f"clerk {words}"

    @pass_context
    def knows(self, context: Context, name: str) -> object:
        """What a variable of the template is."""
        return context.get(name)

    @unsafe
    def dismiss(self) -> str:
        """Do what no template may do."""
        return SECRET


class ClerkOfContext:
    """Something that can be called and wants the context."""

    @pass_context
    def __call__(self, context: Context, name: str) -> object:
        """What a variable of the template is."""
        return context.get(name)


def plain(*words: object, last: object = "") -> str:
    """Words in a row."""
    return " ".join(map(str, words)) + str(last)


@unsafe
def deadly() -> str:
    """Do what no template may do."""
    return SECRET


def altering() -> str:
    """Do what no template may do, as Django marks it."""
    return SECRET


altering.alters_data = True  # type: ignore[attr-defined]


@pass_context
def known(context: Context, name: str) -> object:
    """What a variable of the template is, those of loops included."""
    return context.get(name)


@pass_eval_context
def escapes(evaluation: EvalContext) -> str:
    """How the template escapes."""
    return str(evaluation.autoescape)


@pass_environment
def sandboxed(environment: SandboxedEnvironment) -> str:
    """Whether the template runs in a sandbox."""
    return str(environment.sandboxed)


def stops() -> object:
    """Break off as an iterator does that has nothing more."""
    return next(iter(()))


def numbers() -> Iterator[int]:
    """Count."""
    yield from (1, 2)


MACROS = (
    "{% macro line(a, b='-') %}{{ a }}{{ b }}{% endmacro %}"
    "{% macro all(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}"
    "{% macro framed() %}[{{ caller() }}]{% endmacro %}"
    "{% macro again(n) %}{{ n }}{% if n %}{{ again(n - 1) }}{% endif %}{% endmacro %}"
    "{% set public = 'public' %}"
)


def values() -> dict[str, Any]:
    """What the templates of this file are given."""
    fields = Fields(forum_of("f", {}), (), "en-GB")
    person = Person(side=Person("Bob <b>"))
    functions = [plain, deadly, altering, known, escapes, sandboxed, stops, numbers]
    return {
        **{function.__name__: function for function in functions},
        "person": person,
        "kind": Person,
        "clerk": Clerk(),
        "wanting": ClerkOfContext(),
        "fields": fields,
        "prose": fields.prose,
        "joined": " ".join,
        "slug": lambda label: label.replace("/", "-"),
    }


def filled(environment: type[SandboxedEnvironment], template: str) -> str | None:
    """What a template says in an environment, None where it is refused."""
    loader = DictLoader({"macros": MACROS, "template": "{% import 'macros' as m with context %}" + template})
    made = environment(loader=loader, undefined=StrictUndefined, autoescape=True)
    try:
        return made.get_template("template").render(values())
    except (TemplateError, TypeError):
        return None


SAID = {
    "{{ person.name }} {{ person.side.name }} {{ person.initial }}": "Ann Bob &lt;b&gt; A",
    "{{ person['name'] }} {{ person|attr('name') }}": "Ann Ann",
    "{{ person.greet() }} {{ person.greet(greeting='Hi') }}": "Hello, Ann Hi, Ann",
    "{{ person.greet.__name__ is undefined }}": "True",
    "{{ [person]|map(attribute='name')|join }}": "Ann",
    "{{ plain(1, 2, last=3) }} {{ slug('2023/24') }} {{ joined(['a', 'b']) }}": "1 23 2023-24 a b",
    "{% for n in [1, 2] %}{% set x = n %}{{ plain(x) }}{{ known('x') }}{{ clerk.knows('x') }}{% endfor %}": (
        "111222"
    ),
    "{% for n in [1, 2] %}{% set x = n %}{{ wanting('x') }}{% endfor %}{{ known('x') }}": "12None",
    "{{ clerk('a') }} {{ escapes() }} {{ sandboxed() }}": "clerk a True True",
    "{% autoescape false %}{{ escapes() }}{{ m.line(1) is escaped }}{% endautoescape %}": "FalseFalse",
    "{{ m.line('<') }}{{ m.line(1) is escaped }}": "&lt;-True",
    "{{ m.line(1) }}{{ m.line(1, 2) }}{{ m.line(b=1, a=2) }}": "1-1221",
    "{{ m.all(1, 2, c=3) }}": "1(2,){&#39;c&#39;: 3}",
    "{% call m.framed() %}x{% endcall %}{{ m.again(3) }}": "[x]3210",
    "{% for n in [1] %}{{ m.again(n) }}{% call m.framed() %}{{ n }}{% endcall %}{% endfor %}": "10[1]",
    "{{ stops() is undefined }} {{ numbers()|list }}": "True [1, 2]",
    "{{ 'a {0}'.format('b') }} {{ '%s'|format('c') }}": "a b c",
    "{{ m.public }}{{ m.nothing is undefined }}{{ person.nothing is undefined }}": "publicTrueTrue",
}
"""Templates, and what they say."""

REFUSED = [
    # from a value to its type, and from there to everything
    "{{ person.__class__ }}",
    "{{ person.__init__ }}",
    "{{ person.__struct_fields__ }}",
    "{{ person.__class__.__mro__ }}",
    "{{ person['__class__'] }}",
    "{{ person|attr('__class__') }}",
    "{{ person.side.__class__ }}",
    "{{ [person]|map(attribute='__class__')|join }}",
    "{{ kind.mro() }}",
    "{{ kind.__subclasses__() }}",
    "{{ person.name.__class__ }}",
    "{{ ().__class__.__base__.__subclasses__() }}",
    # what begins with an underline is nobody's business
    "{{ person._hidden }}",
    "{{ person['_hidden'] }}",
    "{{ person.side._hidden }}",
    "{{ fields._footnotes }}",
    "{{ m.line._func }}",
    "{{ m._TemplateModule__body_stream }}",
    # from a function to what it was made of
    "{{ plain.__globals__ }}",
    "{{ plain.__code__ }}",
    "{{ slug.__closure__ }}",
    "{{ prose.__func__ }}",
    "{{ prose.__self__ }}",
    "{{ person.greet.__func__ }}",
    "{{ m.line.__init__.__globals__ }}",
    "{{ numbers().gi_frame }}",
    "{{ numbers().gi_code }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ self.__init__ }}",
    # text that reads attributes
    "{{ '{0.__class__}'.format(person) }}",
    "{{ '{0._hidden}'.format(person) }}",
    "{{ '{who.__class__}'.format_map({'who': person}) }}",
    "{{ ('{0.__cl' ~ 'ass__}').format(person) }}",
    "{{ person.says(person) }}",
    "{{ person.writes({'who': person}) }}",
    "{{ person.marks(person) }}",
    "{{ person['says'](person) }}",
    "{{ (person|attr('says'))(person) }}",
    # functions that are marked
    "{{ deadly() }}",
    "{{ altering() }}",
    "{{ clerk.dismiss() }}",
    "{% for x in [1] %}{{ deadly() }}{% endfor %}",
    # what cannot be called so
    "{{ plain(nothing) }}",
    "{{ person.name() }}",
    "{{ m.line(1, 2, 3) }}",
    "{{ m.line(1, c=3) }}",
    "{{ m.line() }}",
    "{{ stops() }}",
    "{{ person.nothing }}",
    "{{ m.nothing }}",
    "{{ slug() }}",
]
"""Templates that would read or do what they may not."""


@pytest.mark.parametrize("template", SAID)
def test_what_is_allowed_gives_what_jinja_gives(template: str) -> None:
    """Fields, methods, functions that want the context, macros in each way that they can be called."""
    assert filled(Sandbox, template) == filled(SandboxedEnvironment, template) == SAID[template]


@pytest.mark.parametrize("template", REFUSED)
def test_no_template_gets_out(template: str) -> None:
    """Neither by a value, nor by a function, nor by a text that reads attributes."""
    assert filled(Sandbox, template) is filled(SandboxedEnvironment, template) is None


def test_a_field_is_read_without_asking_jinja(monkeypatch: pytest.MonkeyPatch) -> None:
    """The short ways are used: a long report takes them a hundred thousand times."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("Jinja was asked")

    template = "{{ person.name }}{{ plain(1) }}{{ prose }}"
    monkeypatch.setattr(SandboxedEnvironment, "is_safe_attribute", refuse)
    monkeypatch.setattr(SandboxedEnvironment, "is_safe_callable", refuse)
    assert filled(Sandbox, template) is not None
    with pytest.raises(pytest.fail.Exception):
        filled(Sandbox, "{{ person.initial }}")
