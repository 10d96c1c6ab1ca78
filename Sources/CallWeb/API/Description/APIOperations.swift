extension Web {
    /// Every route of the API by `Route.title`; a test says that none is missing. The nouns stand
    /// in files of their own.
    static let operations: [String: APIOperation] = [
        callOperations, quarantineOperations, customerOperations, accessOperations,
        controlOperations, rosterOperations, rosterChangeOperations, accountOperations,
        tokenOperations, ledgerOperations, signerOperations, keyOperations, jobOperations,
        evaluationOperations, calibrationOperations, coachingOperations, complaintOperations,
        letterOperations,
        qualityOperations, scorecardOperations, scriptOperations, reviewOperations,
        planOperations, returnOperations, figureOperations, actionOperations, noticeOperations,
    ].reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }
}
