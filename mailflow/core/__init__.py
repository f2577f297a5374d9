"""The pure core: values in, values out. No network, disk, database, clock or chance (checked by import-linter)."""
