"""Chinese: rules as data over `spacy.blank("zh")`, clause by clause, with the subject carried on."""
