package import Foundation

/// Words for agents: a script of what is said, or a template of an answer to what customers ask.
/// What it says belongs to its versions, each with days on which it holds.
package struct Script: Hashable, Sendable {
    package typealias ID = Identifier<Script>

    /// The raw value stands in the database.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case script, answer
    }

    package var kind: Kind
    /// `a-z`, `0-9` and `-`; scorecards name scripts by it.
    package var code: String
    /// Code of the campaign that it is for; nil for all.
    package var campaign: String?
    package var words: Words

    package init(kind: Kind, code: String, campaign: String?, words: Words) {
        self.kind = kind
        self.code = code
        self.campaign = campaign
        self.words = words
    }

    /// What one version says, and when.
    package struct Words: Hashable, Sendable {
        package var title: LocalText
        /// May have several lines.
        package var body: LocalText
        /// Both days count; nil without an end.
        package var validFrom: LocalDay
        package var validThrough: LocalDay?

        package init(
            title: LocalText, body: LocalText, validFrom: LocalDay, validThrough: LocalDay?
        ) {
            self.title = title
            self.body = body
            self.validFrom = validFrom
            self.validThrough = validThrough
        }

        package func holds(on day: LocalDay) -> Bool {
            day >= validFrom && (validThrough.map { day <= $0 } ?? true)
        }
    }

    package enum Limits {
        package static let titleCharacters = 200
        package static let bodyCharacters = 20_000
        /// Of one script.
        package static let versions = 500
        /// Shown beside one form.
        package static let besideForm = 50
    }
}

/// A script as it stands beside a form: in the version that held on the call's day.
package struct ScriptBesideForm: Hashable, Sendable {
    package var id: Script.ID
    package var code: String
    package var version: Int
    package var words: Script.Words

    package init(id: Script.ID, code: String, version: Int, words: Script.Words) {
        self.id = id
        self.code = code
        self.version = version
        self.words = words
    }
}

/// A script with the version that is looked at.
package struct ScriptDetail: Sendable, Identifiable {
    package var id: Script.ID
    package var script: Script
    package var version: ScriptVersion
    /// The latest first.
    package var versions: [ScriptVersion]

    package init(
        id: Script.ID, script: Script, version: ScriptVersion, versions: [ScriptVersion]
    ) {
        self.id = id
        self.script = script
        self.version = version
        self.versions = versions
    }
}

/// A version without its words.
package struct ScriptVersion: Sendable, Hashable {
    package var number: Int
    package var validFrom: LocalDay
    package var validThrough: LocalDay?
    package var madeBy: String
    package var madeAt: Date

    package init(
        number: Int, validFrom: LocalDay, validThrough: LocalDay?, madeBy: String, madeAt: Date
    ) {
        self.number = number
        self.validFrom = validFrom
        self.validThrough = validThrough
        self.madeBy = madeBy
        self.madeAt = madeAt
    }
}
