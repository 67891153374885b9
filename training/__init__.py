"""What is counted or learnt from annotated texts: one recipe a file.

Decision to know: a recipe writes what ships in one command, the same bytes from the same texts, and what it writes has
a card beside it that names every training set and its licence. The texts themselves are never in the repository.
"""
