"""Use cases: take records and ids, return records or Changes."""
