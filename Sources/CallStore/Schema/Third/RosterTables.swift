/// Teams, agents and campaigns by name; which code of a recorder is whose, and since when.
/// Dates are UTC microseconds; an end that isn't known is NULL.
let rosterTables = [
    """
    CREATE TABLE team (
      id {int} PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
      closed_at {int},
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL
    ) {table}
    """,
    // An agent without a name is a code that turned up in a recording: unassigned.
    "ALTER TABLE agent ADD COLUMN name TEXT",
    "ALTER TABLE agent ADD COLUMN left_at {int}",
    "ALTER TABLE agent ADD COLUMN version {int} NOT NULL DEFAULT 0",
    "ALTER TABLE agent ADD COLUMN row_mac {blob} NOT NULL DEFAULT {empty}",
    "ALTER TABLE campaign ADD COLUMN name TEXT",
    "ALTER TABLE campaign ADD COLUMN version {int} NOT NULL DEFAULT 0",
    "ALTER TABLE campaign ADD COLUMN row_mac {blob} NOT NULL DEFAULT {empty}",
    """
    CREATE TABLE agent_code (
      id {int} PRIMARY KEY,
      agent_id {int} NOT NULL REFERENCES agent (id),
      kind TEXT NOT NULL CHECK (kind IN ('extension', 'login', 'alias')),
      code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 200),
      valid_from {int} NOT NULL,
      valid_until {int},
      row_mac {blob} NOT NULL,
      CHECK (valid_until IS NULL OR valid_until > valid_from)
    ) {table}
    """,
    "CREATE INDEX agent_code_by_code ON agent_code (code, valid_from)",
    "CREATE INDEX agent_code_by_agent ON agent_code (agent_id)",
    """
    CREATE TABLE agent_team (
      id {int} PRIMARY KEY,
      agent_id {int} NOT NULL REFERENCES agent (id),
      team_id {int} NOT NULL REFERENCES team (id),
      valid_from {int} NOT NULL,
      valid_until {int},
      row_mac {blob} NOT NULL,
      CHECK (valid_until IS NULL OR valid_until > valid_from)
    ) {table}
    """,
    "CREATE INDEX agent_team_by_agent ON agent_team (agent_id, valid_from)",
    "CREATE INDEX agent_team_by_team ON agent_team (team_id)",
    "CREATE INDEX agent_by_name ON agent (name, id) WHERE name IS NOT NULL",
    // What the recorder wrote for the agent, where that isn't the agent's own code.
    "ALTER TABLE call ADD COLUMN code_written TEXT",
    // The team of the call's agent when the call began.
    "ALTER TABLE call ADD COLUMN team_id {int} REFERENCES team (id)",
    "CREATE INDEX call_by_team ON call (team_id, started_at, id) WHERE team_id IS NOT NULL",
]
