"""FHIRPath compiled to closures: trees in, `Expr`s out.

Paths, variables, literals and indexers are here; operators are in `operators`, functions in
`functions`. `compile_text` is the way in.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from app.fhirpath import functions, model, operators, syntax
from app.fhirpath.functions.registry import Site
from app.fhirpath.navigation import step
from app.fhirpath.operands import INTEGER, many, operand
from app.fhirpath.static import EMPTY, Expr, Frame, NeedsNodes, Run, Scope
from app.fhirpath.syntax import Call, Constant, Index, Name, Tree, Variable, parse
from app.fhirpath.values import Node, dynamic_type, root
from app.model.errors import ExpressionError

WELL_KNOWN = {
    "%sct": "http://snomed.info/sct",
    "%loinc": "http://loinc.org",
    "%ucum": "http://unitsofmeasure.org",
}
"""FHIR's own variables."""


class Compiled(NamedTuple):
    """An expression, and what its items are: nodes, or plain JSON values."""

    expr: Expr
    nodes: bool


def compile_text(text: str, scope: Scope, *, nodes: bool = False) -> Compiled:
    """Return a compiled expression over what the scope tells.

    A focus that is no node is a plain JSON value of the one type the scope has. With `nodes` the
    items are nodes even where plain values would do. Raises ExpressionError with the column. Run on
    a resource in which a primitive has extensions and no value, plain expressions raise NeedsNodes.
    """
    tree = parse(text)
    try:
        if not (scope.nodes or nodes or scope.settings.nodes):
            with suppress(NeedsNodes):
                return Compiled(compile_tree(tree, scope), nodes=False)
        expr = compile_tree(tree, replace(scope, nodes=True))
    except RecursionError:
        raise ExpressionError("the expression is nested too deeply") from None
    run = expr.run if scope.nodes else _from_plain(expr.run, min(scope.types or ("Resource",)))
    return Compiled(replace(expr, run=run, path=None, choice=None), nodes=True)


def _from_plain(run: Run, name: str) -> Run:
    """Return `run` with its focus, a JSON value of the named type, made a node first."""
    whole = model.is_resource(name)
    return lambda focus, frame: run(root(focus) if whole else Node(focus, name), frame)


def compile_tree(tree: Tree, scope: Scope) -> Expr:
    """Return the expression of a tree in its scope."""
    return _COMPILERS[type(tree)](tree, scope)


def this(scope: Scope) -> Expr:
    """Return `$this`."""
    path = None if scope.optional else ()
    return Expr(lambda focus, _frame: focus, scope.types, single=True, path=path)


def constant(value: Constant) -> Expr:
    """Return a literal."""
    if value is None:
        return EMPTY
    types = frozenset((dynamic_type(value),))
    return Expr(lambda _focus, _frame: value, types, single=True, literal=value)


def _literal(tree: syntax.Literal, _scope: Scope) -> Expr:
    return constant(tree.value)


def _name(tree: Name, scope: Scope) -> Expr:
    """Compile an element, or at the start of a path the type of `$this`."""
    if tree.source is not None:
        return step(compile_tree(tree.source, scope), tree.name, scope, tree.at)
    types = scope.types
    if types and not scope.inside and model.is_resource(tree.name):
        kinds = {kind for kind in types if model.is_a(kind, tree.name)}
        if kinds:
            return this(scope)
        if not any(model.is_abstract(kind) for kind in types):
            raise ExpressionError(f"a {min(types)} is never a {tree.name}", column=tree.at)
    if types is None and not scope.inside and model.is_resource(tree.name):
        return functions.of_type(this(scope), frozenset((tree.name,)), scope)
    return step(this(scope), tree.name, scope, tree.at)


def _call(tree: Call, scope: Scope) -> Expr:
    source = this(scope) if tree.source is None else compile_tree(tree.source, scope)
    build, least, most = functions.lookup(tree)
    if not least <= len(tree.args) <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        raise ExpressionError(f"{tree.name}() takes {wanted} arguments", column=tree.at)
    return build(Site(tree.name, source, tree.args, scope, tree.at, compile_tree))


def _index(tree: Index, scope: Scope) -> Expr:
    source = compile_tree(tree.source, scope)
    index = operand(compile_tree(tree.index, scope), model.INTEGERS, scope, tree.at)
    items = many(source)

    def run(focus: Any, frame: Frame) -> Any:
        at = index(focus, frame)
        if at is None or at < 0:
            return None
        found = items(focus, frame)
        return found[at] if at < len(found) else None

    return Expr(run, source.types, single=True)


def _variable(tree: Variable, scope: Scope) -> Expr:
    name = tree.name
    if name in _FRAME_VARIABLES:
        return _FRAME_VARIABLES[name](tree, scope)
    if name in WELL_KNOWN:
        return constant(WELL_KNOWN[name])
    for prefix, uri in (("%vs-", "ValueSet/"), ("%ext-", "StructureDefinition/")):
        if name.startswith(prefix):
            return constant(f"http://hl7.org/fhir/{uri}{name.removeprefix(prefix)}")
    if name[1:] in scope.settings.constants:
        return scope.settings.constants[name[1:]]
    raise ExpressionError(_REFUSED.get(name, f"{name} is not defined"), column=tree.at)


def _resource(_tree: Variable, scope: Scope) -> Expr:
    types = frozenset((scope.settings.root,))
    if scope.nodes:
        return Expr(lambda _focus, frame: root(frame.resource), types, single=True)
    return Expr(lambda _focus, frame: frame.resource, types, single=True)


_FRAME_VARIABLES: Mapping[str, Callable[[Variable, Scope], Expr]] = {
    "$this": lambda _tree, scope: this(scope),
    "%resource": _resource,
    "%rootResource": _resource,
    "%rowIndex": lambda _tree, _scope: Expr(
        lambda _focus, frame: frame.row_index, INTEGER, single=True
    ),
}

_REFUSED = {
    "$index": "$index is not supported: a view's rows are numbered by %rowIndex",
    "$total": "aggregate() and $total are not supported",
    "%context": "%context is not supported: write $this or %resource",
}

_COMPILERS: Mapping[type, Callable[[Any, Scope], Expr]] = {
    syntax.Literal: _literal,
    Name: _name,
    Call: _call,
    Variable: _variable,
    Index: _index,
    syntax.Unary: lambda tree, scope: operators.unary(tree, scope, compile_tree),
    syntax.Binary: lambda tree, scope: operators.binary(tree, scope, compile_tree),
}
