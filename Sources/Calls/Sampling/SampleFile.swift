/// A draw as it is handed to whoever wants to draw again: what was planned and committed to, what
/// was there, and what was picked (docs/formats/sample.md).
package struct SampleFile: Sendable, Equatable {
    package struct Head: Sendable, Equatable {
        /// The plan as canonical JSON.
        package var plan: SamplePlan
        /// By which the plan is known where it is stored.
        package var planID: String
        package var version: Int
        package var slice: String
        /// The day that was drawn from, in a spread slice.
        package var day: LocalDay?
        /// How a lot was inspected; nil for any other method.
        package var severity: InspectionSeverity?
        package var seed: SampleSeed
        /// As it was put on record before the slice closed.
        package var commitment: [UInt8]
        /// Of the frame.
        package var digest: [UInt8]

        package init(
            plan: SamplePlan, planID: String, version: Int, slice: String, day: LocalDay? = nil,
            severity: InspectionSeverity? = nil, seed: SampleSeed, commitment: [UInt8],
            digest: [UInt8]
        ) {
            self.plan = plan
            self.planID = planID
            self.version = version
            self.slice = slice
            self.day = day
            self.severity = severity
            self.seed = seed
            self.commitment = commitment
            self.digest = digest
        }
    }

    /// A call at a step of its stratum's order.
    package struct Pick: Sendable, Hashable {
        package var step: Int
        package var rank: Int
        package var call: Call.ID

        package init(step: Int, rank: Int, call: Call.ID) {
            self.step = step
            self.rank = rank
            self.call = call
        }
    }

    /// A call that took the place of one that couldn't be scored.
    package struct Replacement: Sendable, Hashable {
        package var pick: Pick
        package var replaces: Call.ID
        /// Code of a reason from the list.
        package var reason: String

        package init(pick: Pick, replaces: Call.ID, reason: String) {
            self.pick = pick
            self.replaces = replaces
            self.reason = reason
        }
    }

    package struct Stratum: Sendable, Equatable {
        package var quota: SampleQuota
        /// What the earlier days of a spread slice had and gave; nil for the first and all others.
        package var before: SpreadDay.Before?
        package var digest: [UInt8]
        /// Empty when the frame isn't in the file.
        package var chunks: [FrameChunk]
        /// By step, from 0.
        package var picks: [Pick]
        /// By step, from where the picks end.
        package var replacements: [Replacement]

        package init(
            quota: SampleQuota, before: SpreadDay.Before? = nil, digest: [UInt8],
            chunks: [FrameChunk], picks: [Pick], replacements: [Replacement] = []
        ) {
            self.quota = quota
            self.before = before
            self.digest = digest
            self.chunks = chunks
            self.picks = picks
            self.replacements = replacements
        }
    }

    package var head: Head
    /// In ascending order of keys.
    package var strata: [Stratum]

    package init(head: Head, strata: [Stratum]) {
        self.head = head
        self.strata = strata
    }

    package static let format = "callaudit-sample 1"
    /// 64 KiB in base64, and room for a plan.
    package static let lineBytesMax = 393_216
    package static let bytesMax = 536_870_912
    /// In one stratum; a thousand times what anybody has.
    package static let callsMax = 10_000_000_000
    package static let reasonCharactersMax = 64
    package static let replacementsMax = 100_000
}

/// Why a file can't be read as a draw.
package struct SampleFileFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1; 0 for the file as a whole.
    package let line: Int
    package let sentence: String

    package init(line: Int, _ sentence: String) {
        self.line = line
        self.sentence = sentence
    }

    package var description: String {
        line == 0 ? sentence : "Line \(line): \(sentence)"
    }
}
