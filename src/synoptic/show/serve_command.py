"""The command `serve`: a case as a site for the browsers of this machine.

Decision to know: the printed address carries a key, so that other people who use the machine, and pages of other sites,
come to nothing. Whoever wants it otherwise says so.
"""

from __future__ import annotations

import click

from synoptic.show.delivery import printable, tell

DEFAULT_PORT = 8765


@click.command(
    epilog="""\b
Examples:
  synoptic serve strait.case                    then open the address that is printed
  synoptic serve strait.case --open             and have it opened
  synoptic serve strait.case --port 0           on whatever port is free
  synoptic serve postgresql://desk/strait --host 0.0.0.0 --allowed-host desk.example

The page shows what is added meanwhile, by this or another program, as soon as it is told. Stop it with Ctrl-C."""
)
@click.argument("case")
@click.option(
    "--host", default="127.0.0.1", metavar="ADDRESS", help="Listen at this address (127.0.0.1: this machine alone)."
)
@click.option(
    "--port",
    default=DEFAULT_PORT,
    metavar="N",
    type=click.IntRange(min=0, max=65535),
    help=f"Listen at this port ({DEFAULT_PORT}); 0 takes one that is free.",
)
@click.option(
    "--name",
    default="",
    metavar="NAME",
    help="Keep corrections under this name (else that of the account you are logged in with).",
)
@click.option(
    "--allowed-host",
    "allowed",
    multiple=True,
    metavar="NAME",
    help="Answer to this name too; may be given several times.",
)
@click.option(
    "--no-key", "keyless", is_flag=True, help="Let in whoever uses this machine, without the key in the address."
)
@click.option("--open", "opening", is_flag=True, help="Open the address in the browser.")
def serve(case: str, host: str, port: int, name: str, allowed: tuple[str, ...], keyless: bool, opening: bool) -> None:
    """Serve CASE as a page to read, check, search, correct and export in."""
    from synoptic.show.site import Served, serve_case

    served = Served(host=host, port=port, allowed=allowed, name=name or _own_name(), keyed=not keyless)
    serve_case(case, served, lambda words: tell(printable(words)), _open if opening else None)


def _own_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name is known for this process
        return ""


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
