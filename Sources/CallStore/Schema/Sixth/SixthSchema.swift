/// Schema 6: how the evaluators are evaluated.
let sixthSchema = Migration(number: 6, statements: reviewTables)
