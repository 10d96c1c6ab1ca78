/// Schema 1. Ids are made by the daemon; times are UTC microseconds, durations milliseconds,
/// levels hundredths of a dB. Whatever names a person is sealed (`…_sealed`) or keyed-hashed.
let firstSchema = Migration(number: 1, statements: keys + people + calls + intake + ledger)

private let keys = [
    """
    CREATE TABLE key_epoch (
      epoch {int} PRIMARY KEY CHECK (epoch > 0),
      wrapped_blind_key {blob} NOT NULL,
      created_at {int} NOT NULL
    ) {table}
    """
]

private let people = [
    """
    CREATE TABLE customer (
      id {int} PRIMARY KEY,
      wrapped_key {blob},
      key_epoch {int} NOT NULL REFERENCES key_epoch (epoch),
      blind_index {int},
      number_sealed {blob},
      version {int} NOT NULL CHECK (version > 0),
      created_at {int} NOT NULL,
      CHECK ((blind_index IS NULL) = (number_sealed IS NULL))
    ) {table}
    """,
    "CREATE INDEX customer_by_blind_index ON customer (blind_index) WHERE blind_index IS NOT NULL",
    """
    CREATE TABLE agent (
      id {int} PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 200),
      first_seen_at {int} NOT NULL
    ) {table}
    """,
    """
    CREATE TABLE campaign (
      id {int} PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 200),
      first_seen_at {int} NOT NULL
    ) {table}
    """,
]

private let calls = [
    """
    CREATE TABLE call (
      id {int} PRIMARY KEY,
      started_at {int} NOT NULL,
      zone TEXT NOT NULL,
      local_day {int} NOT NULL,
      duration_ms {int} NOT NULL CHECK (duration_ms >= 0),
      direction TEXT CHECK (direction IN ('inbound', 'outbound', 'internal')),
      agent_id {int} REFERENCES agent (id),
      campaign_id {int} REFERENCES campaign (id),
      customer_id {int} NOT NULL REFERENCES customer (id),
      verdicts {int} NOT NULL CHECK (verdicts >= 0),
      talk_shape {blob},
      draw_hash {int} NOT NULL,
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX call_by_start ON call (started_at, id)",
    "CREATE INDEX call_by_agent ON call (agent_id, started_at, id)",
    "CREATE INDEX call_by_campaign ON call (campaign_id, started_at, id)",
    "CREATE INDEX call_by_customer ON call (customer_id, started_at, id)",
    "CREATE INDEX call_by_draw ON call (local_day, agent_id, draw_hash)",
    "CREATE INDEX call_with_verdict ON call (started_at, id) WHERE verdicts <> 0",
    """
    CREATE TABLE call_key (
      key_hash {blob} PRIMARY KEY,
      call_id {int} NOT NULL REFERENCES call (id)
    ) {clustered}
    """,
    """
    CREATE TABLE call_word (
      word TEXT NOT NULL,
      started_at {int} NOT NULL,
      call_id {int} NOT NULL REFERENCES call (id),
      PRIMARY KEY (word, started_at, call_id)
    ) {clustered}
    """,
    "CREATE INDEX call_word_by_call ON call_word (call_id)",
    """
    CREATE TABLE recording (
      id {int} PRIMARY KEY,
      call_id {int} NOT NULL REFERENCES call (id),
      generation {int} NOT NULL CHECK (generation > 0),
      content_hash {blob} NOT NULL UNIQUE CHECK (length(content_hash) = 32),
      content_bytes {int} NOT NULL CHECK (content_bytes >= 0),
      sealed_hash {blob} NOT NULL CHECK (length(sealed_hash) = 32),
      wrapped_key {blob},
      container TEXT NOT NULL,
      codec TEXT NOT NULL,
      raw_encoding TEXT,
      sample_rate_hz {int} NOT NULL CHECK (sample_rate_hz > 0),
      channels {int} NOT NULL CHECK (channels BETWEEN 1 AND 8),
      frames {int} NOT NULL CHECK (frames > 0),
      frames_claimed {int},
      roles TEXT NOT NULL,
      loudness_clu {int},
      measures_mac {blob} NOT NULL,
      verdicts {int} NOT NULL CHECK (verdicts >= 0),
      source_path TEXT NOT NULL,
      profile TEXT NOT NULL,
      name_sealed {blob} NOT NULL,
      name_hash {blob} NOT NULL,
      facts_sealed {blob} NOT NULL,
      taken_in_at {int} NOT NULL,
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX recording_by_call ON recording (call_id)",
    "CREATE INDEX recording_by_name ON recording (name_hash)",
    """
    CREATE TABLE channel_measure (
      recording_id {int} NOT NULL REFERENCES recording (id),
      channel {int} NOT NULL CHECK (channel BETWEEN 0 AND 7),
      peak_cdb {int},
      rms_cdb {int},
      clipped_samples {int} NOT NULL CHECK (clipped_samples >= 0),
      dc_offset_ppm {int} NOT NULL,
      loudness_clu {int},
      noise_floor_cdb {int},
      speech_ms {int} NOT NULL CHECK (speech_ms >= 0),
      PRIMARY KEY (recording_id, channel)
    ) {clustered}
    """,
]

private let intake = [
    """
    CREATE TABLE duplicate (
      id {int} PRIMARY KEY,
      recording_id {int} NOT NULL REFERENCES recording (id),
      source_path TEXT NOT NULL,
      name_hash {blob} NOT NULL,
      seen_at {int} NOT NULL,
      UNIQUE (recording_id, name_hash)
    ) {table}
    """,
    """
    CREATE TABLE quarantine (
      id {int} PRIMARY KEY,
      reason TEXT NOT NULL,
      detail TEXT NOT NULL,
      source_path TEXT NOT NULL,
      profile TEXT NOT NULL,
      name_sealed {blob} NOT NULL,
      name_hash {blob} NOT NULL,
      content_hash {blob} NOT NULL CHECK (length(content_hash) = 32),
      content_bytes {int} NOT NULL CHECK (content_bytes >= 0),
      wrapped_key {blob},
      modified_at {int} NOT NULL,
      seen_at {int} NOT NULL,
      tried_at {int} NOT NULL,
      tries {int} NOT NULL CHECK (tries > 0)
    ) {table}
    """,
    "CREATE INDEX quarantine_by_name ON quarantine (name_hash)",
    """
    CREATE TABLE quarantine_retry (
      quarantine_id {int} PRIMARY KEY REFERENCES quarantine (id),
      asked_by TEXT NOT NULL,
      asked_at {int} NOT NULL
    ) {table}
    """,
    """
    CREATE TABLE quarantine_outcome (
      quarantine_id {int} PRIMARY KEY REFERENCES quarantine (id),
      outcome TEXT NOT NULL CHECK (outcome IN ('taken-in', 'duplicate', 'discarded')),
      because_sealed {blob},
      decided_by TEXT NOT NULL,
      decided_at {int} NOT NULL
    ) {table}
    """,
    """
    CREATE TABLE file_seen (
      fingerprint {int} PRIMARY KEY,
      seen_at {int} NOT NULL
    ) {table}
    """,
    "CREATE TABLE tally (name TEXT PRIMARY KEY, count {int} NOT NULL) {clustered}",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) {clustered}",
]

private let ledger = [
    """
    CREATE TABLE ledger_entry (
      seq {int} PRIMARY KEY CHECK (seq >= 0),
      at {int} NOT NULL,
      action TEXT NOT NULL,
      bytes {blob} NOT NULL,
      leaf_hash {blob} NOT NULL CHECK (length(leaf_hash) = 32)
    ) {table}
    """,
    """
    CREATE TABLE ledger_head (
      id {int} PRIMARY KEY CHECK (id = 1),
      size {int} NOT NULL CHECK (size >= 0),
      bytes {blob} NOT NULL
    ) {table}
    """,
]
