package import Foundation

/// A value whose JSON form is the same on every machine: keys in the order of their bytes, no
/// spaces, `/` not escaped. The digest of a version is taken over it.
package protocol CanonicallyCoded: Codable {
    /// Longer JSON isn't read.
    static var jsonBytesMax: Int { get }
}

extension CanonicallyCoded {
    package func canonicalJSON() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Throws what `JSONDecoder` does, also when `json` is too long.
    package init(json: Data) throws {
        guard json.count <= Self.jsonBytesMax else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "more than \(Self.jsonBytesMax) bytes"))
        }
        self = try JSONDecoder().decode(Self.self, from: json)
    }
}

extension Scorecard: CanonicallyCoded {
    package static var jsonBytesMax: Int { ScorecardLimits.bytesMax }
}

extension AnswerSheet: CanonicallyCoded {
    package static var jsonBytesMax: Int { ScorecardLimits.sheetBytesMax }
}
