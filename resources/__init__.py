"""Fonts, icons, translations, definitions, texts, practice meeting: no code."""
