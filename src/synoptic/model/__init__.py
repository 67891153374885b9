"""The shared words: frozen types and closed lists that every room speaks in. No input or output; the standard library
only."""
