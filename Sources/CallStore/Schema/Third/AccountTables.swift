/// People and programs that may come in. Whatever opens a door is kept as a hash only.
let accountTables = [
    """
    CREATE TABLE account (
      id {int} PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
      title TEXT NOT NULL CHECK (length(title) <= 200),
      origin TEXT NOT NULL CHECK (origin IN ('local', 'proxy', 'program')),
      agent_id {int} REFERENCES agent (id),
      password_hash TEXT,
      totp_sealed {blob},
      totp_step {int} NOT NULL,
      invite_hash {blob},
      invite_ends_at {int},
      created_at {int} NOT NULL,
      disabled_at {int},
      team_scope TEXT NOT NULL,
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE UNIQUE INDEX account_by_agent ON account (agent_id) WHERE agent_id IS NOT NULL",
    """
    CREATE TABLE account_role (
      account_id {int} NOT NULL REFERENCES account (id),
      role TEXT NOT NULL,
      granted_by TEXT NOT NULL,
      granted_at {int} NOT NULL,
      row_mac {blob} NOT NULL,
      PRIMARY KEY (account_id, role)
    ) {clustered}
    """,
    // Narrows an account to teams; none stands for all.
    """
    CREATE TABLE account_team (
      account_id {int} NOT NULL REFERENCES account (id),
      team_id {int} NOT NULL REFERENCES team (id),
      row_mac {blob} NOT NULL,
      PRIMARY KEY (account_id, team_id)
    ) {clustered}
    """,
    """
    CREATE TABLE recovery_code (
      account_id {int} NOT NULL REFERENCES account (id),
      code_hash {blob} NOT NULL CHECK (length(code_hash) = 32),
      PRIMARY KEY (account_id, code_hash)
    ) {clustered}
    """,
    """
    CREATE TABLE session (
      id {int} PRIMARY KEY,
      secret_hash {blob} NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
      account_id {int} NOT NULL REFERENCES account (id),
      began_at {int} NOT NULL,
      seen_at {int} NOT NULL,
      ends_at {int} NOT NULL,
      agent_text TEXT NOT NULL
    ) {table}
    """,
    "CREATE INDEX session_by_account ON session (account_id)",
    "CREATE INDEX session_by_end ON session (ends_at)",
    // A browser that signed in before: guessing from elsewhere doesn't hold it up.
    """
    CREATE TABLE device (
      secret_hash {blob} PRIMARY KEY CHECK (length(secret_hash) = 32),
      account_id {int} NOT NULL REFERENCES account (id),
      ends_at {int} NOT NULL
    ) {clustered}
    """,
    "CREATE INDEX device_by_account ON device (account_id)",
    // Failed tries at signing in, by a keyed hash of name, device or address.
    """
    CREATE TABLE sign_in_failure (
      key_hash {blob} PRIMARY KEY CHECK (length(key_hash) = 16),
      count {int} NOT NULL CHECK (count > 0),
      last_at {int} NOT NULL,
      closed_until {int} NOT NULL
    ) {clustered}
    """,
    "CREATE INDEX sign_in_failure_by_time ON sign_in_failure (last_at)",
    """
    CREATE TABLE token (
      id {int} PRIMARY KEY,
      account_id {int} NOT NULL REFERENCES account (id),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
      secret_hash {blob} NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
      scopes TEXT NOT NULL,
      created_at {int} NOT NULL,
      ends_at {int} NOT NULL,
      revoked_at {int},
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX token_by_account ON token (account_id)",
]
