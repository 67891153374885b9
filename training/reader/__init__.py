"""The recipe of the reader model: from annotated texts to the model folder in `src/synoptic/weights`."""
