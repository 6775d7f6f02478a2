"""`samsyn-publish`: a programme group publishes standard texts and definitions, signed.

docs/publishing.md goes through it step by step. A passphrase is asked for, or comes from the
environment variable SAMSYN_PUBLISH_PASSPHRASE, where nobody sits at the keyboard.
"""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from app.model.errors import PublishError, SamsynError
from app.publishing import steps
from app.publishing.keys import make_key, open_private, read_public
from app.publishing.releasing import release
from app.publishing.roles import RELEASE_DAYS, Group, Members
from app.publishing.workshop import Workshop

PASSPHRASE_VARIABLE = "SAMSYN_PUBLISH_PASSPHRASE"  # noqa: S105 -- the variable's name
_LONGEST_DAYS = 90

_Step = Callable[[argparse.Namespace], list[str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `samsyn-publish`; return the exit code: 0 done, 1 it could not be done."""
    args = _parser().parse_args(arguments)
    step: _Step = args.step
    try:
        lines = step(args)
    except SamsynError as error:
        sys.stderr.write(f"samsyn-publish: {error}\n")
        return 1
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samsyn-publish", description=__doc__)
    parser.add_argument("--version", action="version", version=f"samsyn {version('samsyn')}")
    steps_of = parser.add_subparsers(required=True, metavar="STEP")

    def add(name: str, step: _Step, words: str) -> argparse.ArgumentParser:
        found = steps_of.add_parser(name, help=words, description=words)
        found.set_defaults(step=step)
        if step is not _key:
            found.add_argument("folder", type=Path, metavar="FOLDER", help="the group's folder")
        return found

    key = add("key", _key, "make a pair of keys: NAME.p12 to keep, NAME.pub to give away")
    key.add_argument("name", metavar="NAME", help="whose it is, as others will read it")
    key.add_argument("--folder", type=Path, default=Path(), help="where to put them (here)")
    init = add("init", _init, "found a repository: whose signatures count, and how many")
    _add_members(init, required=True)
    members = add("keys", _keys, "change whose signatures count")
    _add_members(members, required=False)
    new = add("add", _add, "take files into the next release; what was there is replaced")
    new.add_argument("files", type=Path, nargs="+", metavar="FILE", help="texts, a definition")
    gone = add("remove", _remove, "withdraw files from the next release")
    gone.add_argument("names", nargs="+", metavar="NAME", help="such as texts/colorectal.json")
    add("status", _status, "tell what is published, until when, and what waits for whom")
    add("renew", _renew, "draft anew what ends soon, so that it can be signed again")
    sign = add("sign", _sign, "sign what waits for this key")
    _add_key(sign)
    out = add("release", _release, "publish what is signed, or say again that it is the newest")
    _add_key(out)
    out.add_argument(
        "--days",
        type=_days,
        default=RELEASE_DAYS,
        help=f"until it must be released again ({RELEASE_DAYS}; at most {_LONGEST_DAYS})",
    )
    return parser


def _add_members(parser: argparse.ArgumentParser, *, required: bool) -> None:
    for group in Group:
        what = parser.add_argument_group(group.value)
        what.add_argument(f"--{group}", type=Path, nargs="+", metavar="NAME.pub", required=required)
        if group is not Group.PUBLISHER:
            what.add_argument(
                f"--{group}-needed", type=int, metavar="N", help="signatures needed (2 of several)"
            )


def _add_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=Path, required=True, metavar="NAME.p12", help="your key")


def _members(args: argparse.Namespace) -> dict[Group, Members]:
    found = {}
    for group in Group:
        paths: list[Path] | None = getattr(args, group)
        if paths:
            needed = getattr(args, f"{group}_needed", 1)
            keys = tuple(map(read_public, paths))
            found[group] = Members(keys=keys, needed=needed or min(2, len(keys)))
    return found


def _key(args: argparse.Namespace) -> list[str]:
    private, public = make_key(args.folder, args.name, _new_passphrase())
    return [
        f"{private} is yours alone: keep it off the network, with a copy elsewhere.",
        f"{public} is for whoever founds the repository.",
    ]


def _init(args: argparse.Namespace) -> list[str]:
    with Workshop(args.folder).alone(new=True) as workshop:
        return steps.init(workshop, _members(args))


def _keys(args: argparse.Namespace) -> list[str]:
    with Workshop(args.folder).alone() as workshop:
        return steps.change_members(workshop, _members(args))


def _add(args: argparse.Namespace) -> list[str]:
    with Workshop(args.folder).alone() as workshop:
        return steps.add(workshop, args.files)


def _remove(args: argparse.Namespace) -> list[str]:
    with Workshop(args.folder).alone() as workshop:
        return steps.remove(workshop, args.names)


def _status(args: argparse.Namespace) -> list[str]:
    with Workshop(args.folder).alone() as workshop:
        return steps.status(workshop)


def _renew(args: argparse.Namespace) -> list[str]:
    with Workshop(args.folder).alone() as workshop:
        return steps.renew(workshop)


def _sign(args: argparse.Namespace) -> list[str]:
    signer = open_private(args.key, _passphrase(args.key))  # nobody waits while it is typed
    with Workshop(args.folder).alone() as workshop:
        return steps.sign(workshop, signer)


def _release(args: argparse.Namespace) -> list[str]:
    signer = open_private(args.key, _passphrase(args.key))
    with Workshop(args.folder).alone() as workshop:
        return release(workshop, signer, args.days)


def _passphrase(key: Path) -> str:
    given = os.environ.get(PASSPHRASE_VARIABLE)
    return given if given is not None else _ask(f"Passphrase of {key.name}: ")


def _new_passphrase() -> str:
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    first = _ask("A passphrase for the new key: ")
    if _ask("The same again: ") != first:
        raise PublishError("the two differ: begin again")
    return first


def _ask(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except EOFError:
        raise PublishError(f"no passphrase: type it, or set {PASSPHRASE_VARIABLE}") from None


def _days(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text[:4]) <= _LONGEST_DAYS):
        raise argparse.ArgumentTypeError(f"a number from 1 to {_LONGEST_DAYS}")
    return int(text)
