/// What a complaint is made of: its history, and what follows from that and lists are asked by.
let complaintPartTables = [
    // The history. Nothing is ever changed but for words that must go; `deed` is canonical JSON.
    """
    CREATE TABLE complaint_event (
      complaint_id {int} NOT NULL REFERENCES complaint (id),
      number {int} NOT NULL CHECK (number > 0),
      at {int} NOT NULL,
      by TEXT NOT NULL,
      act TEXT NOT NULL CHECK (length(act) BETWEEN 1 AND 40),
      deed TEXT NOT NULL,
      text_sealed {blob} NOT NULL,
      row_mac {blob} NOT NULL,
      PRIMARY KEY (complaint_id, number)
    ) {clustered}
    """,
    // Who was given a complaint when.
    """
    CREATE INDEX complaint_event_given ON complaint_event (at)
    WHERE act IN ('assign', 'take')
    """,
    // Who is in the vault is named by `customer_id`; of all others the facts are sealed here.
    """
    CREATE TABLE complaint_party (
      complaint_id {int} NOT NULL REFERENCES complaint (id),
      number {int} NOT NULL CHECK (number > 0),
      kind TEXT NOT NULL CHECK (kind IN ('complainant', 'representative')),
      customer_id {int} REFERENCES customer (id),
      facts_sealed {blob} NOT NULL,
      row_mac {blob} NOT NULL,
      PRIMARY KEY (complaint_id, number)
    ) {clustered}
    """,
    """
    CREATE INDEX complaint_party_by_customer ON complaint_party (customer_id, complaint_id)
    WHERE customer_id IS NOT NULL
    """,
    // The calls as they are linked just now.
    """
    CREATE TABLE complaint_call (
      complaint_id {int} NOT NULL REFERENCES complaint (id),
      call_id {int} NOT NULL REFERENCES call (id),
      is_subject {int} NOT NULL CHECK (is_subject IN (0, 1)),
      row_mac {blob} NOT NULL,
      PRIMARY KEY (complaint_id, call_id)
    ) {clustered}
    """,
    "CREATE INDEX complaint_call_by_call ON complaint_call (call_id, complaint_id)",
    // `number` is that of the event that asked.
    """
    CREATE TABLE complaint_question (
      complaint_id {int} NOT NULL REFERENCES complaint (id),
      number {int} NOT NULL CHECK (number > 0),
      agent_id {int} NOT NULL REFERENCES agent (id),
      asked_at {int} NOT NULL,
      answered_at {int},
      row_mac {blob} NOT NULL,
      PRIMARY KEY (complaint_id, number)
    ) {clustered}
    """,
    "CREATE INDEX complaint_question_by_agent ON complaint_question (agent_id, complaint_id)",
    """
    CREATE INDEX complaint_question_open
    ON complaint_question (agent_id, asked_at, complaint_id, number) WHERE answered_at IS NULL
    """,
    // Whom it is about.
    """
    CREATE TABLE complaint_agent (
      complaint_id {int} NOT NULL REFERENCES complaint (id),
      agent_id {int} NOT NULL REFERENCES agent (id),
      row_mac {blob} NOT NULL,
      PRIMARY KEY (complaint_id, agent_id)
    ) {clustered}
    """,
    "CREATE INDEX complaint_agent_by_agent ON complaint_agent (agent_id, complaint_id)",
]
