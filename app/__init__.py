"""The meeting without a screen: nothing in here knows of Qt."""
