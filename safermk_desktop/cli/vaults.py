"""``safermk vault …`` and ``safermk doctor``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from safermk_desktop.cli.terminal import Subcommands, passphrase, say, tell
from safermk_desktop.errors import OptionNotBuilt


def add_commands(commands: Subcommands) -> None:
    """The commands that work on a vault."""
    group = commands.add_parser("vault", help="make and check vaults")
    verbs = group.add_subparsers(title="verbs", required=True, metavar="VERB")
    create = verbs.add_parser("create", help="make a vault with one key slot")
    create.add_argument("path", type=Path, metavar="PATH")
    create.add_argument("--person", required=True, metavar="NAME")
    create.add_argument(
        "--role",
        choices=("head_of_community_safety", "support_officer", "chair", "reader"),
        default="head_of_community_safety",
    )
    create.add_argument("--compartments", default="reviews,prevent", metavar="reviews,prevent")
    create.add_argument("--passphrase-file", type=Path, metavar="FILE")
    create.set_defaults(command=vault_create_command)
    check = verbs.add_parser("check", help="open a vault and check its pages, rows and audit chain")
    check.add_argument("path", type=Path, metavar="PATH")
    check.add_argument("--person", metavar="NAME")
    check.add_argument("--passphrase-file", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true")
    check.set_defaults(command=vault_check_command)


def vault_create_command(arguments: argparse.Namespace) -> int:
    """``safermk vault create``."""
    from safermk_desktop import bootstrap
    from safermk_desktop.services.ports import Role

    if sorted(arguments.compartments.split(",")) != ["prevent", "reviews"]:
        raise OptionNotBuilt("--compartments takes reviews,prevent.")
    typed = passphrase(arguments.passphrase_file, new=True)
    door = bootstrap.build().door
    door.create(arguments.path, person=arguments.person, role=Role(arguments.role), passphrase=typed)
    return 0


def vault_check_command(arguments: argparse.Namespace) -> int:
    """``safermk vault check``: exits 1 when a database does not fit."""
    from safermk_desktop import bootstrap
    from safermk_desktop.errors import DatabaseDamaged

    typed = passphrase(arguments.passphrase_file)
    vault = bootstrap.build().door.open(arguments.path, person=arguments.person, passphrase=typed)
    try:
        found = vault.health()
    finally:
        vault.close()
    ok = all(one.pages and one.chain for one in found)
    if arguments.json:
        names = ("name", "pages", "chain", "rows", "first_fault")
        rows = [{name: getattr(one, name) for name in names} for one in found]
        rows = [{**row, "anchors": None, "first_fault": row["first_fault"] or None} for row in rows]
        say(json.dumps({"ok": ok, "databases": rows}, indent=1) + "\n")
    else:
        for one in found:
            say(f"{one.name}: {'fits' if one.pages and one.chain else one.first_fault}, {one.rows} rows\n")
    if not ok:
        tell(DatabaseDamaged().line())
    return 0 if ok else 1
