"""What the files say, and where: text with its places, facts with their types, words as safe HTML."""
