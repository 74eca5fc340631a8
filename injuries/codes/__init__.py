"""The classification an injury is told in (ESAW), in our own words: tables with validity, and everyday words that lead to them.

Codes are text with leading zeros. A sub-code begins as its group does (R52). Labels are our own translations: the
authority's portal may word them otherwise, the codes are the same.
"""

from injuries.codes.tables import Code, Table, code_table

__all__ = ["Code", "Table", "code_table"]
