/// Letters about complaints: what was typed while one is written, and the whole once it was sent.
let letterTables = [
    // `event` is the number of the event that sent it, `day` the day on which it went. Nothing of
    // a letter that was sent changes but for words that must go.
    """
    CREATE TABLE complaint_letter (
      complaint_id {int} NOT NULL REFERENCES complaint (id),
      number {int} NOT NULL CHECK (number > 0),
      kind TEXT NOT NULL CHECK (kind IN ('acknowledgement', 'answer', 'delay')),
      template TEXT NOT NULL CHECK (length(template) BETWEEN 1 AND 60),
      template_version {int} NOT NULL CHECK (template_version > 0),
      language TEXT NOT NULL CHECK (language IN ('en', 'zh-Hans', 'zh-Hant')),
      state TEXT NOT NULL CHECK (state IN ('draft', 'sent')),
      values_sealed {blob} NOT NULL,
      letter_sealed {blob} NOT NULL,
      event {int} CHECK (event > 0),
      channel TEXT CHECK (length(channel) BETWEEN 1 AND 20),
      day TEXT CHECK (length(day) = 10),
      made_by TEXT NOT NULL,
      made_at {int} NOT NULL,
      changed_at {int} NOT NULL,
      revision {int} NOT NULL CHECK (revision > 0),
      row_mac {blob} NOT NULL,
      PRIMARY KEY (complaint_id, number),
      CHECK ((state = 'sent') = (event IS NOT NULL)),
      CHECK ((state = 'sent') = (channel IS NOT NULL)),
      CHECK ((state = 'sent') = (day IS NOT NULL))
    ) {clustered}
    """
]
