/// Schema 4: which calls are scored, by what, how, and by whom.
let fourthSchema = Migration(
    number: 4, statements: sampleTables + scorecardTables + evaluationTables)
