"""The colours of everything Samsyn paints on the room screen, light and dark.

Every text colour has a contrast of at least 7:1 on each ground that it stands on (a test computes
it): the room's light eats contrast. A colour never tells anything by itself: a word or a pattern
always says the same.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`. `x_ground` is what `x_text` stands on."""

    ground: str
    text: str
    quiet: str  # secondary text
    accent: str  # headings
    rule: str  # thin lines; no text
    banner_ground: str
    banner_text: str
    banner_quiet: str
    late_ground: str  # the banner of somebody who has died
    late_pattern: str
    mark_ground: str  # "ÖVNING"
    mark_text: str
    alarm: str  # text of what is dangerous, or outside its interval
    alarm_ground: str
    alarm_text: str
    calm: str  # the bar beside "none known"
    picked: str
    new_ground: str  # "Ny": since the patient's last conference
    new_text: str
    lane: str  # what the tracks of a timeline lie on
    band: str  # the reference interval in a trend
    line: str  # the trend itself


LIGHT = Theme(
    ground="#ffffff",
    text="#12161c",
    quiet="#414a56",
    accent="#0b3766",
    rule="#c3ccd6",
    banner_ground="#0b2b4d",
    banner_text="#ffffff",
    banner_quiet="#d5e2f0",
    late_ground="#2b2b2e",
    late_pattern="#3d3d41",
    mark_ground="#ffd95a",
    mark_text="#1d1600",
    alarm="#8f0f17",
    alarm_ground="#fde8e6",
    alarm_text="#7a0b12",
    calm="#2e6b4f",
    picked="#4b2a85",
    new_ground="#0b3766",
    new_text="#ffffff",
    lane="#edf1f5",
    band="#d6e6f5",
    line="#12161c",
)

DARK = Theme(
    ground="#11161d",
    text="#f3f6f9",
    quiet="#bcc7d3",
    accent="#a5d0ff",
    rule="#3a4552",
    banner_ground="#1d3a5c",
    banner_text="#ffffff",
    banner_quiet="#d5e2f0",
    late_ground="#343438",
    late_pattern="#45454b",
    mark_ground="#ffd95a",
    mark_text="#1d1600",
    alarm="#ffb3ad",
    alarm_ground="#4a171a",
    alarm_text="#ffdfdc",
    calm="#6fc79c",
    picked="#d9c2ff",
    new_ground="#a5d0ff",
    new_text="#0b1620",
    lane="#1a222c",
    band="#27405c",
    line="#f3f6f9",
)

THEMES = {"light": LIGHT, "dark": DARK}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    threshold = 0.04045
    return channel / 12.92 if channel <= threshold else ((channel + 0.055) / 1.055) ** 2.4
