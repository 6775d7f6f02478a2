import pytest

from app.wire.address import AddressError, check_base_url, on_same_origin

GOOD = {
    "https://fhir.example.org/r4/": "https://fhir.example.org/r4",
    "https://fhir.example.org": "https://fhir.example.org",
    "http://127.0.0.1:8080/fhir": "http://127.0.0.1:8080/fhir",
    "http://[::1]:8080": "http://[::1]:8080",
    "http://localhost": "http://localhost",
}


@pytest.mark.parametrize("url", GOOD)
def test_a_base_address_is_https_or_this_machine(url: str) -> None:
    assert check_base_url(url) == GOOD[url]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "fhir.example.org",
        "ftp://fhir.example.org",
        "file:///etc/passwd",
        "http://fhir.example.org",
        "http://localhost.evil.example",
        "http://10.0.0.1/fhir",
        "https://user:secret@fhir.example.org",
        "https://user@fhir.example.org",
        "https://fhir.example.org/?a=1",
        "https://fhir.example.org/#a",
        "https://fhir.example.org:port/",
        "https://fhir.example.org:99999/",
        "https://fhir example.org",
        "https://[::1",
        "https://",
    ],
)
def test_any_other_base_address_is_refused_with_a_cure(url: str) -> None:
    with pytest.raises(AddressError) as caught:
        check_base_url(url)
    assert str(caught.value)


BASE = "https://fhir.example.org/r4"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://fhir.example.org/r4?page=2", "https://fhir.example.org/r4?page=2"),
        ("https://fhir.example.org:443/x", "https://fhir.example.org:443/x"),
        ("Patient?page=2", "https://fhir.example.org/r4/Patient?page=2"),
        ("/other?page=2", "https://fhir.example.org/other?page=2"),
        ("http://fhir.example.org/r4?page=2", None),
        ("https://fhir.example.org:8443/r4", None),
        ("https://evil.example/r4", None),
        ("//evil.example/r4", None),
        ("https://fhir.example.org@evil.example/", None),
        ("https://a@fhir.example.org/", None),
        ("file:///etc/passwd", None),
        ("https://[", None),
    ],
)
def test_a_link_stays_on_its_origin(url: str, expected: str | None) -> None:
    assert on_same_origin(BASE, url) == expected
