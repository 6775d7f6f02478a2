"""What the owner of an HSA-id is called, where no record tells: the regions, by their numbers.

An HSA-id begins with its owner's organisation number: `SE2321000016-…` is Region Stockholm's.
"""

_REGIONS = {
    "2120000803": "Region Gotland",
    "2321000016": "Region Stockholm",
    "2321000024": "Region Uppsala",
    "2321000032": "Region Sörmland",
    "2321000040": "Region Östergötland",
    "2321000057": "Region Jönköpings län",
    "2321000065": "Region Kronoberg",
    "2321000073": "Region Kalmar län",
    "2321000081": "Region Blekinge",
    "2321000115": "Region Halland",
    "2321000131": "Västra Götalandsregionen",
    "2321000156": "Region Värmland",
    "2321000164": "Region Örebro län",
    "2321000172": "Region Västmanland",
    "2321000180": "Region Dalarna",
    "2321000198": "Region Gävleborg",
    "2321000206": "Region Västernorrland",
    "2321000214": "Region Jämtland Härjedalen",
    "2321000222": "Region Västerbotten",
    "2321000230": "Region Norrbotten",
    "2321000255": "Region Skåne",
}


def owner_of(hsa_id: str) -> str:
    """Return who an HSA-id (or an organisation number) belongs to, in words; else the id itself."""
    number = hsa_id.upper().removeprefix("SE").removeprefix("16").partition("-")[0]
    return _REGIONS.get(number, hsa_id)
