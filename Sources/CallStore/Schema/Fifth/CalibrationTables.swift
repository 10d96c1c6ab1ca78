/// Several people's scores of the same calls, kept apart from all averages.
let calibrationTables: [String] = []
