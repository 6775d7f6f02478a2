"""Names of given people in a text: Swedish forms, genitive, hyphens, without accents. Pure.

A name that is a word of medical Swedish, too (Frisk, Kort, Per, Max), counts where it can only be
a name: written large inside a sentence, or beside another name of the same person.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.library.plain import without_marks

_TOKEN = re.compile(r"[^\W\d_]+")
_SPELT_OUT = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){3,}(?!\w)")
_ENDINGS = ("s", "arna", "arnas")
_SENTENCE_ENDS = frozenset('.!?:;\n•*-({["”')
_SHORT = 2  # letters: such a name is too short to be known by itself
_LEAST_SPELT_OUT = 4
_PARTICLES = """
af al an av bin da de del den der di docent doktor dos dr du el herr ibn la le leg lic läk med
och prof professor på specialistläkare ssk st till van vid von zu överläkare
"""
# Given and family names that are words of recommendations, too.
_WORDS_TOO = """
alm april ask asp august axel ben berg blad blank blom bo bra brand bror dag dal del den ek
ester falk fast fin finn fri frid frisk frö gift glad glans god gran gren grå grön gul gun gäll
hals hand hans hav hel herr hjort hjälm hjärne holm håll hård hög iris is jan juli juni kalk
kall kant kil kind klar klara klen klok knapp korn kors kort kraft krans kron kvist lax led leo
lilja lilla lind linda ljung ljus lo love lund lätt låg lång löv maj mark mars mats max mild
mitt modig mor morgon mull munk munter my mörk norm norr ny när ord orre palm per pil pol puls
quick rak rask ren rik ris ro rolig ros rosa rot rund rut rädd rå råd röd rörd salt sand sann
satt sju sjö skarp skog skott slag slät smal snabb snäll sol sommar spets spik spole stam stark
sten stig stilla stolt stor storm strand strid stråle ström stund styrka ståhl stål stöd sund
svan svar svart svensk syn säker söder tag tall tapp tapper tid tina tom topp torn torr trast
trygg träff träng tuff tung tysk ung uv vaken varg varm vass vera vest vi vid vik vild vinter
vit vital väg värn väst våg vård älv äng åker ås öst östlig
"""
_NO_NAMES = frozenset(_PARTICLES.split())
_WORDS = frozenset(_WORDS_TOO.split())


class _Word(NamedTuple):
    start: int
    end: int
    large: bool  # written with a capital letter inside a sentence
    folded: str


def find_names(text: str, people: Iterable[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield where a name of one of the people stands; each has their names, in any division."""
    owners = _owners(people)
    if not owners:
        return
    words = list(_words(text))
    named = [_named(word.folded, owners) for word in words]
    for place, word in enumerate(words):
        name, who = named[place]
        if not who:
            continue
        beside = (named[n] for n in (place - 1, place + 1) if 0 <= n < len(words))
        full = any(other != name and who & others for other, others in beside)
        if full or word.large or not _is_word_too(name):
            yield word.start, word.end
    yield from _spelt_out(text, owners)


def _spelt_out(text: str, owners: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where single letters, with a space between, hold a name."""
    names = [name for name in owners if len(name) >= _LEAST_SPELT_OUT]
    for match in _SPELT_OUT.finditer(text):
        letters = _fold(match[0].replace(" ", ""))
        if any(name in letters for name in names):
            yield match.span()


def _owners(people: Iterable[Sequence[str]]) -> dict[str, set[int]]:
    """Return whose name each is, by the name in one spelling; also as it is without å, ä and ö."""
    owners: dict[str, set[int]] = {}
    for number, names in enumerate(people):
        parts = {_fold(part) for name in names for part in _TOKEN.findall(name)}
        for part in parts - _NO_NAMES:
            if len(part) > 1:
                owners.setdefault(part, set()).add(number)
                if (bare := without_marks(part)) not in _WORDS | _NO_NAMES:
                    owners.setdefault(bare, set()).add(number)
    return owners


def _words(text: str) -> Iterator[_Word]:
    done = 0
    for match in _TOKEN.finditer(text):
        word, gap = match[0], text[done : match.start()]
        begins = not done or (gap != "-" and not _SENTENCE_ENDS.isdisjoint(gap))
        done = match.end()
        yield _Word(match.start(), done, word[0].isupper() and not begins, _fold(word))


def _named(word: str, owners: dict[str, set[int]]) -> tuple[str, set[int]]:
    """Return the name that a word is a form of, and whose it is."""
    for form in (word, *(word.removesuffix(e) for e in _ENDINGS if word.endswith(e))):
        if who := owners.get(form):
            return form, who
    return "", set()


def _is_word_too(name: str) -> bool:
    return len(name) <= _SHORT or name in _WORDS


def _fold(word: str) -> str:
    return without_marks(word, swedish=True).casefold()
