"""The windows: console, stage and pages. Widgets hold no logic."""
