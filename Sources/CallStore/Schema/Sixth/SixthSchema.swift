/// Schema 6: complaints, from receipt to closing.
let sixthSchema = Migration(
    number: 6,
    statements: complaintTables + complaintPartTables + complaintDocumentTables + letterTables
        + figureTables + actionTables + tallyTables)
