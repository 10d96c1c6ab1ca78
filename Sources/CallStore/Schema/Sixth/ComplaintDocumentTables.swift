/// Documents of complaints; their bytes stand sealed in the recordings folder under their ids.
let complaintDocumentTables = [
    // `number` counts within the case, `event` is the one that added it. Without its wrapped key,
    // which goes when its customer is erased, nobody can open it.
    """
    CREATE TABLE complaint_document (
      id {int} PRIMARY KEY,
      complaint_id {int} NOT NULL REFERENCES complaint (id),
      number {int} NOT NULL CHECK (number > 0),
      event {int} NOT NULL CHECK (event > 1),
      kind TEXT NOT NULL CHECK (kind IN ('pdf', 'png', 'jpeg', 'text', 'word', 'excel', 'mail',
        'wave', 'mp3')),
      source TEXT NOT NULL CHECK (source IN ('upload', 'mail', 'form')),
      name_sealed {blob} NOT NULL,
      content_bytes {int} NOT NULL CHECK (content_bytes > 0),
      content_hash {blob} NOT NULL,
      sealed_hash {blob} NOT NULL,
      wrapped_key {blob},
      added_by TEXT NOT NULL,
      added_at {int} NOT NULL,
      row_mac {blob} NOT NULL,
      UNIQUE (complaint_id, number)
    ) {table}
    """,
]
