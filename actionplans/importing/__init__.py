"""Old plans from a spreadsheet: columns by heading, words, units and people found, each line a plan or what is wrong with it."""
