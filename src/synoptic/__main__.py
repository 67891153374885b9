"""`python -m synoptic` is `synoptic`."""

from synoptic.show.cli import main

if __name__ == "__main__":
    main()
