"""What staff make of the record: reports, lists, entries by hand. No SQL, no network; values in, values out."""
