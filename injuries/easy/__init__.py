"""A case as a file for the authority's portal: our fields, the mapping to its elements, the XML (docs/easy-export.md)."""
