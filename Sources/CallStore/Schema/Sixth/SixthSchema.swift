/// Schema 6: complaints from receipt to closing, what is done against their causes, and notices
/// that leave the house.
let sixthSchema = Migration(
    number: 6,
    statements: complaintTables + complaintPartTables + complaintDocumentTables + letterTables
        + figureTables + actionTables + tallyTables + noticeTables)
