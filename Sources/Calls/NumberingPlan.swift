/// How a region writes and dials telephone numbers, as far as needed to bring them into
/// international form. Sources: ITU-T E.164 and E.129 and the national numbering plans.
struct NumberingPlan: Sendable {
    let countryCode: [Int]
    /// What is dialled before a number abroad.
    let internationalPrefixes: [[Int]]
    /// What is dialled before a national number, and isn't part of it; empty where nothing is.
    let trunkPrefix: [Int]
    /// Digits of a national number, without trunk prefix, by how it begins. The first that fits
    /// decides; a beginning that isn't listed is no number.
    let lengths: [(beginnings: [[Int]], digits: ClosedRange<Int>)]
    /// Whether numbers with a trunk prefix are also read without it. Not where subscriber numbers
    /// vary in length, so that a local number could be taken for a national one.
    let isTrunkPrefixOptional: Bool

    /// `digits`, dialled in this region, with the country code before them; nil for no number.
    func international(_ digits: [Int]) -> [Int]? {
        let hasTrunkPrefix = !trunkPrefix.isEmpty && digits.starts(with: trunkPrefix)
        if hasTrunkPrefix {
            let national = Array(digits.dropFirst(trunkPrefix.count))
            if isNational(national) { return countryCode + national }
        }
        if trunkPrefix.isEmpty || isTrunkPrefixOptional, isNational(digits) {
            return countryCode + digits
        }
        // Many systems drop the plus: 8613800138000.
        if digits.starts(with: countryCode) {
            let trimmed = withoutTrunkPrefix(digits)
            if isNational(Array(trimmed.dropFirst(countryCode.count))) { return trimmed }
        }
        return nil
    }

    /// `digits` begin with this country's code. `+44 (0)20 …` loses its nought.
    func withoutTrunkPrefix(_ digits: [Int]) -> [Int] {
        let national = Array(digits.dropFirst(countryCode.count))
        guard !trunkPrefix.isEmpty, !isNational(national), national.starts(with: trunkPrefix) else {
            return digits
        }
        let trimmed = Array(national.dropFirst(trunkPrefix.count))
        return isNational(trimmed) ? countryCode + trimmed : digits
    }

    private func isNational(_ digits: [Int]) -> Bool {
        let rule = lengths.first { $0.beginnings.contains { digits.starts(with: $0) } }
        return rule?.digits.contains(digits.count) ?? false
    }
}

extension NumberingPlan {
    static func of(_ region: String) -> NumberingPlan? {
        all[region.uppercased()]
    }

    static func of(countryCode: some Sequence<Int>) -> NumberingPlan? {
        let code = Array(countryCode)
        return all.values.first { $0.countryCode == code }
    }

    private static let all: [String: NumberingPlan] = [
        "CN": plan(
            "86", ["00"], trunk: "0",
            [
                ("13 14 15 16 17 18 19", 11...11), ("400 800", 10...10), ("10 2", 10...10),
                ("3 4 5 6 7 8 9", 10...11),
            ]),
        "HK": plan("852", ["001", "00"], trunk: "", [("2 3 4 5 6 7 8 9", 8...8)]),
        "MO": plan("853", ["00"], trunk: "", [("2 6 8", 8...8)]),
        "TW": plan(
            "886", ["002", "00"], trunk: "0",
            [("9 800", 9...9), ("2 3 4 5 6 7 8", 8...9)]),
        "SG": plan("65", ["001", "00"], trunk: "", [("3 6 8 9", 8...8), ("1800", 11...11)]),
        "MY": plan(
            "60", ["00"], trunk: "0", [("1", 9...10), ("3", 9...9), ("4 5 6 7 8 9", 8...9)]),
        "GB": plan("44", ["00"], trunk: "0", [("2 3 7", 10...10), ("1 5 8 9", 9...10)]),
        "US": northAmerica, "CA": northAmerica,
        "DE": plan(
            "49", ["00"], trunk: "0", isTrunkPrefixOptional: false,
            [("15 16 17", 10...11), ("2 3 4 5 6 7 8 9", 6...12)]),
        "FR": plan("33", ["00"], trunk: "0", [("1 2 3 4 5 6 7 8 9", 9...9)]),
        "JP": plan(
            "81", ["010", "00"], trunk: "0",
            [
                ("20 50 60 70 80 90", 10...10), ("120", 9...9), ("800", 10...10),
                ("1 2 3 4 5 6 7 8 9", 9...9),
            ]),
        "IN": plan("91", ["00"], trunk: "0", [("1 2 3 4 5 6 7 8 9", 10...10)]),
        "AU": plan(
            "61", ["0011", "00"], trunk: "0",
            [("1300 1800", 10...10), ("2 3 4 5 7 8", 9...9)]),
        "TH": plan("66", ["001", "00"], trunk: "0", [("6 8 9", 9...9), ("2 3 4 5 7", 8...8)]),
        "VN": plan("84", ["00"], trunk: "0", [("2", 10...10), ("3 5 7 8 9", 9...9)]),
        "UA": plan("380", ["00"], trunk: "0", [("3 4 5 6 7 8 9", 9...9)]),
        "ZA": plan("27", ["00"], trunk: "0", [("1 2 3 4 5 6 7 8", 9...9)]),
    ]

    private static let northAmerica = plan(
        "1", ["011", "00"], trunk: "1",
        [("2 3 4 5 6 7 8 9", 10...10)])

    private static func plan(
        _ countryCode: String, _ prefixes: [String], trunk: String,
        isTrunkPrefixOptional: Bool = true, _ lengths: [(String, ClosedRange<Int>)]
    ) -> NumberingPlan {
        NumberingPlan(
            countryCode: digits(countryCode), internationalPrefixes: prefixes.map(digits),
            trunkPrefix: digits(trunk),
            lengths: lengths.map { ($0.0.split(separator: " ").map(digits), $0.1) },
            isTrunkPrefixOptional: isTrunkPrefixOptional)
    }

    private static func digits(_ text: some StringProtocol) -> [Int] {
        text.compactMap(\.wholeNumberValue)
    }
}

/// Country codes assigned by ITU-T E.164, so far as needed to tell their length.
enum CountryCode {
    /// How many of the leading `digits` are the country code; nil when none is assigned.
    static func length(in digits: [Int]) -> Int? {
        guard digits.count >= 3 else { return nil }
        if digits[0] == 1 || digits[0] == 7 { return 1 }
        let two = digits[0] * 10 + digits[1]
        if twoDigits.contains(two) { return 2 }
        return threeDigitZones.contains(two) ? 3 : nil
    }

    private static let twoDigits: Set<Int> = [
        20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55,
        56, 57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
    ]
    /// The first two of three.
    private static let threeDigitZones: Set<Int> = [
        21, 22, 23, 24, 25, 26, 29, 35, 37, 38, 42, 50, 59, 67, 68, 69, 80, 85, 87, 88, 96, 97, 99,
    ]
}
