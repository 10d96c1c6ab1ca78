/// Schema 3: who may do what, whose data it is, and proof of it. What authenticates a row stands in
/// its `row_mac`; it is empty in rows from before this step until the desk has opened.
let thirdSchema = Migration(
    number: 3,
    statements: rosterTables + accountTables + customerTables + controlTables + jobTables
        + keyTables + ledgerTables)
