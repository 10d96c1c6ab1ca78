/// What is agreed with an agent about their calls.
let coachingTables: [String] = []
