"""Make `app/fhirpath/r4.txt`, the element table of FHIR R4 (4.0.1), from PyPI's fhir.resources.

    pip download --no-deps fhir.resources==6.1.0 && unzip fhir.resources-*.whl -d SRC
    python packaging/fhir_model.py SRC/fhir/resources > app/fhirpath/r4.txt

fhir.resources 6.1.0 (BSD) holds one generated class per type of HL7's definitions, which are CC0.
Its sources are read as text (`ast`), never imported. One line per type: name, parent, elements;
`*` marks an element that repeats, `[a|b]` a choice of types.
"""

import ast
import sys
from pathlib import Path

Fields = dict[str, tuple[list[str], bool, bool]]  # name -> types, repeats, choice

_ROOTS = {"FHIRAbstractModel", "FHIRResourceModel", "object"}
_PRIMITIVE = {"Date", "DateTime", "FHIRPrimitiveExtension", "Instant", "Time"}


def _fhir_name(attribute: str) -> str:
    if attribute.endswith("Type"):
        return attribute.removesuffix("Type")
    return attribute[0].lower() + attribute[1:]


def _field(node: ast.AnnAssign, fields: Fields) -> None:
    call, annotation = node.value, node.annotation
    if not isinstance(call, ast.Call) or not isinstance(node.target, ast.Name):
        return
    known = {k.arg: k.value.value for k in call.keywords if isinstance(k.value, ast.Constant)}
    name = str(known.get("alias", node.target.id))
    if node.target.id in {"resource_type", "fhir_comments"} or name.startswith("_"):
        return
    repeats = isinstance(annotation, ast.Subscript)
    inner = annotation.slice if isinstance(annotation, ast.Subscript) else annotation
    kind = inner.attr if isinstance(inner, ast.Attribute) else "Boolean"  # typed as plain `bool`
    choice = known.get("one_of_many")
    key = str(choice or name)
    fields.setdefault(key, ([], repeats, choice is not None))[0].append(_fhir_name(kind))


def read(folder: Path) -> tuple[dict[str, str], dict[str, Fields]]:
    """Return each class's parent and its own fields."""
    parents: dict[str, str] = {}
    fields: dict[str, Fields] = {}
    for path in sorted(folder.glob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(node, ast.ClassDef) or not node.bases:
                continue
            base = node.bases[0]
            if not isinstance(base, ast.Attribute):
                continue
            parents[node.name] = "" if base.attr in _ROOTS else base.attr
            own: Fields = {}
            for item in node.body:
                if isinstance(item, ast.AnnAssign):
                    _field(item, own)
            fields[node.name] = own
    return parents, fields


def paths(parents: dict[str, str], fields: dict[str, Fields]) -> dict[str, str]:
    """Return the FHIR name of each class: its own, or the path of a backbone element."""
    names = {cls: cls for cls in parents}
    backbones = {c for c, p in parents.items() if p in {"BackboneElement", "Element"}}
    nested = {c for c in backbones if any(c != o and c.startswith(o) for o in fields)} - {
        kind
        for own in fields.values()
        for types, _, choice in own.values()
        if choice
        for kind in types
    }
    queue = [cls for cls in parents if cls not in nested]
    for cls in queue:  # breadth first, so that a shared element gets its shortest path
        for name, (types, _, _) in fields[cls].items():
            for kind in types:
                if kind in nested and names[kind] == kind and kind.startswith(cls):
                    names[kind] = f"{names[cls]}.{name}"
                    queue.append(kind)
    return names


def main() -> None:
    """Print the table."""
    parents, fields = read(Path(sys.argv[1]))
    names = paths(parents, fields)
    for cls in sorted(parents.keys() - _PRIMITIVE, key=lambda c: names[c]):
        words = [f"{names[cls]}:{parents[cls]}"]
        for name, (types, repeats, choice) in fields[cls].items():
            kinds = "|".join(names.get(kind, kind) for kind in types)
            words.append(
                f"{name}{'*' if repeats else ''}" + (f"[{kinds}]" if choice else f"={kinds}")
            )
        sys.stdout.write(" ".join(words) + "\n")


if __name__ == "__main__":
    main()
