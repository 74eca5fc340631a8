"""Cases of an earlier system from a file: columns by heading, words, units and people found, each line a case or what is wrong with it."""
