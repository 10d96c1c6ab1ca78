/// Schema 6: complaints, from receipt to closing, and notices that leave the house.
let sixthSchema = Migration(
    number: 6, statements: complaintTables + complaintPartTables + noticeTables)
