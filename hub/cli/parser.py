"""The words of the command line. The help of each subcommand says what it needs and what it leaves behind."""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from hub.cli.exits import EXITS

ABOUT = """Samrum: a shared room for school, BUP, police and socialtjänst around one child,
where every share is gated by recorded consent (samtycke)."""

SETTINGS = """Settings come from the environment (hub/README.md lists them). With --demo they are the demo's own,
from its data folder: `data`, or SAMRUM_DATA."""


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command; what it answers has `run` and `name`."""
    top = argparse.ArgumentParser(
        prog="samrum",
        description=ABOUT,
        epilog=f"{SETTINGS}\n\n{EXITS}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _serving(commands)
    _checking(commands)
    _ledger(commands)
    _receipt(commands)
    keys = commands.add_parser(
        "keys", help="rotate the key-encryption key, or destroy a room's key"
    ).add_subparsers(metavar="ACTION", required=True)
    rotate = _add(
        keys,
        "keys rotate",
        "keys:rotate",
        "wrap every data key under the first key of SAMRUM_KEK (with --demo, under a new one)",
    )
    _demo_too(rotate)
    destroy = _add(
        keys,
        "keys destroy",
        "keys:destroy",
        "destroy a room's key for good, so that its texts can't be read anywhere",
    )
    destroy.add_argument("room", metavar="ROOM", help="the room's id, as it stands in its address")
    destroy.add_argument(
        "--yes", action="store_true", help="this can't be undone; without it nothing happens"
    )
    _demo_too(destroy)
    return top


def _serving(commands: Any) -> None:
    _add(commands, "serve", "serving:serve", "serve the hub under the settings of the environment")
    _add(
        commands,
        "demo",
        "serving:demo",
        "serve the made-up town on 127.0.0.1 (PORT changes 8000), loading it at the first start",
    )
    _demo_too(_add(commands, "migrate", "upkeep:migrate", "bring both databases up to date, and stop"))
    _demo_too(_add(commands, "doctor", "doctor:doctor", "check settings, databases, ledger, keys, register"))


def _checking(commands: Any) -> None:
    scenarios = _add(commands, "scenarios", "checks:scenarios", "answer the cases of scenario files")
    scenarios.add_argument("files", nargs="+", metavar="FILE", type=Path)
    scenarios.add_argument(
        "--through-http", action="store_true", help="ask the running application instead of the rules alone"
    )
    tour = _add(
        commands, "tour", "checks:tour", "walk the main job through the real application, and check it"
    )
    tour.add_argument(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="where to walk; on postgresql a database is made for it and dropped afterwards",
    )


def _ledger(commands: Any) -> None:
    ledger = commands.add_parser("ledger", help="verify or export the ledger, or show its public key")
    actions = ledger.add_subparsers(metavar="ACTION", required=True)
    verify = _add(
        actions, "ledger verify", "verifying:verify", "check an export; needs only it and the public key"
    )
    verify.add_argument(
        "export", metavar="EXPORT", type=Path, help="a file that `samrum ledger export` wrote"
    )
    verify.add_argument(
        "--key",
        metavar="FILE",
        type=Path,
        required=True,
        help="the public key, as `samrum ledger key` prints it or /nycklar.txt gives it",
    )
    verify.add_argument(
        "--held",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a checkpoint that somebody kept; can be given many times",
    )
    verify.add_argument("--json", action="store_true", help="answer in JSON")
    export = _add(actions, "ledger export", "exporting:export", "write the whole ledger to a file")
    export.add_argument("file", metavar="FILE", type=Path)
    _demo_too(export)
    _demo_too(
        _add(actions, "ledger key", "exporting:key", "print the ledger's public key (a C2SP verifier key)")
    )


def _receipt(commands: Any) -> None:
    receipt = commands.add_parser("receipt", help="verify a receipt, or show the receipts' public key")
    actions = receipt.add_subparsers(metavar="ACTION", required=True)
    verify = _add(
        actions,
        "receipt verify",
        "receipts:verify",
        "check a receipt and say what it tells; needs only it and the public keys",
    )
    verify.add_argument("receipt", metavar="RECEIPT", type=Path, help="a receipt, as it was downloaded")
    verify.add_argument(
        "--key",
        metavar="FILE",
        type=Path,
        required=True,
        help="the public keys, one a line, as /nycklar.txt gives them; one of the two checks its part",
    )
    verify.add_argument("--json", action="store_true", help="answer in JSON")
    _demo_too(
        _add(
            actions,
            "receipt key",
            "exporting:receipt_key",
            "print the public key of receipts (a C2SP verifier key)",
        )
    )


def _add(commands: Any, name: str, where: str, about: str) -> argparse.ArgumentParser:
    """A subcommand whose function stands at `module:function` in this package."""
    command: argparse.ArgumentParser = commands.add_parser(
        name.rpartition(" ")[2],
        help=about,
        description=about[0].upper() + about[1:] + ".",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=_later(where), name=name)
    return command


def _later(where: str) -> Callable[[argparse.Namespace], int]:
    module, _, function = where.partition(":")

    def run(asked: argparse.Namespace) -> int:
        code: int = getattr(import_module(f"hub.cli.{module}"), function)(asked)
        return code

    return run


def _demo_too(command: argparse.ArgumentParser) -> None:
    command.add_argument("--demo", action="store_true", help="work on the demo's data (stop the demo first)")
