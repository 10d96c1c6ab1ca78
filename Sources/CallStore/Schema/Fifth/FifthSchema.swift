/// Schema 5: how well raters agree and score, what is done about a score, and what scores come to.
let fifthSchema = Migration(
    number: 5,
    statements: [
        // How strictly a lot is inspected, once it is drawn.
        """
        ALTER TABLE draw ADD COLUMN severity TEXT
          CHECK (severity IN ('normal', 'tightened', 'reduced'))
        """
    ] + calibrationTables + reviewTables + coachingTables + rollUpTables)
