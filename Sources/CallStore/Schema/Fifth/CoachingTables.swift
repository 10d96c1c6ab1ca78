/// What is agreed with an agent about their calls. Free text is sealed; it is taken out when the
/// customer of a call that it is about is erased.
let coachingTables = [
    // Days are counted since 1970-01-01 in the business's zone. The team is the agent's when the
    // coaching was made.
    """
    CREATE TABLE coaching (
      id {int} PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('note', 'session')),
      agent_id {int} NOT NULL REFERENCES agent (id),
      team_id {int} REFERENCES team (id),
      day {int} NOT NULL,
      due_day {int} NOT NULL,
      text_sealed {blob} NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'acknowledged', 'done', 'withdrawn')),
      made_by TEXT NOT NULL,
      made_at {int} NOT NULL,
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX coaching_by_state ON coaching (state, due_day, id)",
    "CREATE INDEX coaching_by_agent ON coaching (agent_id, state, due_day, id)",
    "CREATE INDEX coaching_by_team ON coaching (team_id, state, due_day, id)",
    """
    CREATE TABLE coaching_topic (
      coaching_id {int} NOT NULL REFERENCES coaching (id),
      number {int} NOT NULL CHECK (number > 0),
      evaluation_id {int} REFERENCES evaluation (id),
      call_id {int} REFERENCES call (id),
      card_id {int} REFERENCES scorecard (id),
      question TEXT,
      row_mac {blob} NOT NULL,
      PRIMARY KEY (coaching_id, number),
      CHECK (call_id IS NOT NULL OR question IS NOT NULL),
      CHECK ((card_id IS NULL) = (question IS NULL))
    ) {clustered}
    """,
    """
    CREATE INDEX coaching_topic_by_call ON coaching_topic (call_id, coaching_id)
    WHERE call_id IS NOT NULL
    """,
    // Each thing that was done; none is ever changed but for words that must go.
    """
    CREATE TABLE coaching_step (
      coaching_id {int} NOT NULL REFERENCES coaching (id),
      number {int} NOT NULL CHECK (number > 0),
      kind TEXT NOT NULL CHECK (kind IN ('made', 'acknowledged', 'done', 'withdrawn')),
      done_by TEXT NOT NULL,
      done_at {int} NOT NULL,
      text_sealed {blob} NOT NULL,
      row_mac {blob} NOT NULL,
      PRIMARY KEY (coaching_id, number)
    ) {clustered}
    """,
]
