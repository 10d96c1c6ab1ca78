"""Roles, permissions, reaches and addresses, as docs/permissions.md has them."""

import re

from daemon import REPOSITORY

DOCUMENT = REPOSITORY / "docs/permissions.md"


class Table:
    """`reach[permission][role]` is own, teams, all or None; `needs[address]` a permission,
    `signed in` or `none`."""

    def __init__(self):
        parts = re.split(r"^## (.+)\n", DOCUMENT.read_text(), flags=re.M)[1:]
        sections = {head: rows(body) for head, body in zip(parts[::2], parts[1::2])}
        self.roles = [code(row[0]) for row in sections["Roles"][1:]]
        self.reach = {code(row[0].split(":")[0]): dict(zip(self.roles, map(reach, row[1:])))
                      for row in sections["Permissions"][1:]}
        self.needs = {code(row[0]): code(row[1]) for row in sections["Addresses"][1:]}
        assert len(self.roles) == 9 and len(self.needs) > 100


def rows(text):
    """Cells of a table's lines, its rule left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")]
            for line in lines if not line.startswith("|---")]


def code(cell):
    return cell.strip("` ")


def reach(cell):
    return None if cell == "–" else cell
