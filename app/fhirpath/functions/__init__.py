"""FHIRPath's functions by name; each builds an expression out of a call.

A function is refused when compiling unless it is here. `trace` is refused on purpose: engines print
what it is given, and that would be a patient's data.
"""

from difflib import get_close_matches

from app.fhirpath.functions import collections, conversion, fhir, filtering, numbers, strings, types
from app.fhirpath.functions.registry import Function
from app.fhirpath.functions.types import of_type
from app.fhirpath.syntax import Call
from app.model.errors import ExpressionError

_FUNCTIONS: dict[str, Function] = {
    **filtering.FUNCTIONS,
    **collections.FUNCTIONS,
    **conversion.FUNCTIONS,
    **strings.FUNCTIONS,
    **numbers.FUNCTIONS,
    **types.FUNCTIONS,
    **fhir.FUNCTIONS,
}
_REFUSED = {
    "trace": "is refused: other engines print what it is given",
    "conformsTo": "is not evaluated: profiles are not at hand",
    "defineVariable": "is not supported: use a constant",
    "type": "is not supported: write is()",
    "timeOfDay": "is not supported: a definition depends on days at most",
    **dict.fromkeys(("subsumes", "subsumedBy"), "needs a terminology server"),
    **dict.fromkeys(("children", "descendants"), "is not supported: name the path"),
    **dict.fromkeys(("aggregate", "getValue", "precision", "sort"), "is not supported"),
    **dict.fromkeys(("comparable", "htmlChecks", "toChars"), "is not supported"),
    **dict.fromkeys(("decode", "encode", "escape", "unescape"), "is not supported"),
}


def lookup(call: Call) -> Function:
    """Return the function of a call; raises ExpressionError for one that is not here."""
    found = _FUNCTIONS.get(call.name)
    if found is None:
        reason = _REFUSED.get(call.name) or _unknown(call.name)
        raise ExpressionError(f"{call.name}() {reason}", column=call.at)
    return found


def _unknown(name: str) -> str:
    near = get_close_matches(name, _FUNCTIONS, 1)
    meant = f": did you mean {near[0]}()?" if near else ""
    return f"is not a function that is known here{meant}"


__all__ = ["lookup", "of_type"]
