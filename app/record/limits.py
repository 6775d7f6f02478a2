"""How much of pictures and documents one case may have, whatever its record comes from."""

LARGEST_CONTENT = 64 << 20  # bytes
ALL_CONTENTS = 160 << 20  # bytes, of one case
