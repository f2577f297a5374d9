"""mailflow: e-mail correspondence for the secretariats of diplomatic conferences."""

__version__ = "0.1.0"
