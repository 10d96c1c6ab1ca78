extension SeparationOfDuties {
    /// Why two roles are kept apart. The raw value is part of a refusal's code.
    package enum Reason: String, CaseIterable, Sendable {
        /// A program is no person.
        case program
        /// Who runs the system sees no customer's data.
        case system
        /// Who audits changes nothing and judges nobody.
        case audit
        /// Who is scored or complained of doesn't judge.
        case judged
        /// Who decides on customers' data doesn't do the work that it is about.
        case decides
    }

    package var reason: Reason {
        let pair: Set<Role> = [first, second]
        if pair.contains(.integrator) { return .program }
        if pair.contains(.administrator) { return .system }
        if pair.contains(.auditor) { return .audit }
        return pair.contains(.agent) ? .judged : .decides
    }

    /// Every pair that one person must not hold, in the order of roles.
    package static var all: [SeparationOfDuties] {
        let roles = Role.allCases
        return roles.enumerated().flatMap { place, first in
            roles[(place + 1)...].filter { !mayMeet(first, $0) }
                .map { SeparationOfDuties(first: first, second: $0) }
        }
    }

    package var refusal: Refusal {
        let (code, why): (Refusal.Code, String) =
            switch reason {
            case .program: (.separationProgram, "a program is no person")
            case .system: (.separationSystem, "who runs the system sees no customer's data")
            case .audit: (.separationAudit, "who audits changes nothing and judges nobody")
            case .judged: (.separationJudged, "who is scored or complained of doesn't judge")
            case .decides:
                (
                    .separationDecides,
                    "who decides on customers' data doesn't do the daily work on it"
                )
            }
        return Refusal(
            .conflict, code,
            "One person can't be \(first.rawValue) and \(second.rawValue): \(why). "
                + "Take one of the roles away first, or use another account.",
            subject: "\(first.rawValue)+\(second.rawValue)")
    }
}

extension Role {
    /// Whether its grant waits for a second person: it decides on customers' data, or reads all of
    /// it, or may approve such grants itself (decision 0021).
    package var waitsForSecondPerson: Bool {
        switch self {
        case .complianceOfficer, .auditor, .administrator: true
        case .agent, .qaAnalyst, .qaLead, .supervisor, .complaintHandler, .integrator: false
        }
    }
}
