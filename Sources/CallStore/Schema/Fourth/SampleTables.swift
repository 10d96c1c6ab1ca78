/// Sampling plans, their draws, and the calls they picked. What a call ended with and how far it
/// came join the call itself, since samples are drawn by them; older calls have neither.
let sampleTables = [
    "ALTER TABLE call ADD COLUMN disposition TEXT",
    "ALTER TABLE call ADD COLUMN stage {int} CHECK (stage IN (0, 20, 40, 60, 80, 100))",
    """
    CREATE TABLE sample_plan (
      id {int} PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
      stopped_at {int},
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL
    ) {table}
    """,
    // `body` is the plan as canonical JSON.
    """
    CREATE TABLE sample_plan_version (
      plan_id {int} NOT NULL REFERENCES sample_plan (id),
      number {int} NOT NULL CHECK (number > 0),
      body TEXT NOT NULL,
      made_by TEXT NOT NULL,
      made_at {int} NOT NULL,
      row_mac {blob} NOT NULL,
      PRIMARY KEY (plan_id, number)
    ) {clustered}
    """,
    // A slice of a plan's period: its seed is committed to when the row is made, and known to
    // nobody until the slice is drawn.
    """
    CREATE TABLE draw (
      id {int} PRIMARY KEY,
      plan_id {int} NOT NULL REFERENCES sample_plan (id),
      plan_version {int} NOT NULL,
      from_at {int} NOT NULL,
      until_at {int} NOT NULL,
      due_at {int} NOT NULL,
      slice {int} NOT NULL,
      slices {int} NOT NULL,
      commitment {blob} NOT NULL CHECK (length(commitment) = 32),
      seed_sealed {blob} NOT NULL,
      committed_at {int} NOT NULL,
      seed {blob},
      frame_digest {blob},
      calls {int},
      picks {int},
      outcome TEXT CHECK (outcome IN ('drawn', 'cancelled')),
      ended_at {int},
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL,
      CHECK (from_at < until_at),
      CHECK ((outcome IS NULL) = (ended_at IS NULL))
    ) {table}
    """,
    "CREATE UNIQUE INDEX draw_by_plan ON draw (plan_id, from_at, slice, plan_version)",
    "CREATE INDEX draw_due ON draw (due_at) WHERE outcome IS NULL",
    """
    CREATE TABLE draw_stratum (
      draw_id {int} NOT NULL REFERENCES draw (id),
      stratum TEXT NOT NULL,
      calls {int} NOT NULL CHECK (calls >= 0),
      asked {int} NOT NULL CHECK (asked >= 0),
      picks {int} NOT NULL CHECK (picks >= 0),
      digest {blob} NOT NULL CHECK (length(digest) = 32),
      row_mac {blob} NOT NULL,
      PRIMARY KEY (draw_id, stratum)
    ) {clustered}
    """,
    // The ids of a stratum's calls; its digest vouches for them.
    """
    CREATE TABLE draw_frame (
      draw_id {int} NOT NULL REFERENCES draw (id),
      stratum TEXT NOT NULL,
      part {int} NOT NULL CHECK (part >= 0),
      first_id {int} NOT NULL,
      last_id {int} NOT NULL,
      ids {int} NOT NULL CHECK (ids > 0),
      bytes {blob} NOT NULL,
      PRIMARY KEY (draw_id, stratum, part)
    ) {clustered}
    """,
    """
    CREATE TABLE draw_pick (
      draw_id {int} NOT NULL REFERENCES draw (id),
      stratum TEXT NOT NULL,
      place {int} NOT NULL CHECK (place >= 0),
      call_id {int} NOT NULL REFERENCES call (id),
      replaced_because TEXT,
      replaced_by TEXT,
      replaced_at {int},
      row_mac {blob} NOT NULL,
      PRIMARY KEY (draw_id, stratum, place),
      CHECK ((replaced_because IS NULL) = (replaced_at IS NULL))
    ) {clustered}
    """,
    "CREATE INDEX draw_pick_by_call ON draw_pick (call_id)",
    "CREATE INDEX draw_pick_replaced ON draw_pick (replaced_at) WHERE replaced_at IS NOT NULL",
]
