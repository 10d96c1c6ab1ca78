"""Roles, permissions, reaches and addresses, as docs/permissions.md has them."""

import re

from daemon import REPOSITORY

REACHES = (None, "own", "teams", "all")
DOCUMENT = REPOSITORY / "docs/permissions.md"


class Table:
    """`reach[permission][role]` is own, teams, all or None; `needs[address]` a permission, some of
    which one is enough, `signed in` or `none`."""

    def __init__(self):
        parts = re.split(r"^## (.+)\n", DOCUMENT.read_text(), flags=re.M)[1:]
        sections = {head: rows(body) for head, body in zip(parts[::2], parts[1::2])}
        self.roles = [code(row[0]) for row in sections["Roles"][1:]]
        self.reach = {code(row[0].split(":")[0]): dict(zip(self.roles, map(reach, row[1:])))
                      for row in sections["Permissions"][1:]}
        self.needs = {code(row[0]): need(row[1]) for row in sections["Addresses"][1:]}
        assert len(self.roles) == 9 and len(self.needs) > 100

    def reached(self, need, role):
        """The widest reach that the role has by any of them."""
        wanted = need if isinstance(need, tuple) else (need,)
        return max((self.reach[one][role] for one in wanted), key=REACHES.index)


def need(cell):
    wanted = tuple(code(part) for part in cell.split(" or "))
    return wanted if len(wanted) > 1 else wanted[0]


def rows(text):
    """Cells of a table's lines, its rule left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")]
            for line in lines if not line.startswith("|---")]


def code(cell):
    return cell.strip("` ")


def reach(cell):
    return None if cell == "–" else cell
