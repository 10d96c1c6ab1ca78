extension FieldType {
    /// Puts what `text` says of date and time into `civil`; false when it can't be a time or
    /// contradicts what stands there. An epoch is checked and put nowhere.
    func read(_ text: String, into civil: inout CivilTime) -> Bool {
        if self == .epoch || self == .epochMilliseconds { return epochSeconds(text) != nil }
        if self == .monthName {
            return Self.month(named: text).map { civil.set(.month, $0) } ?? false
        }
        let digits = text.unicodeScalars.filter(\.isDigit).map { Int($0.value) - 48 }
        var rest = digits[...]
        for (part, width) in parts(digits: digits.count) {
            var value = rest.prefix(width).reduce(0) { $0 * 10 + $1 }
            rest = rest.dropFirst(width)
            if part == .year, width < 4 { value += 2000 }
            guard civil.set(part, value) else { return false }
        }
        return true
    }

    /// Seconds since 1970; nil for other types and for times outside 2000…2099.
    func epochSeconds(_ text: String) -> Double? {
        guard self == .epoch || self == .epochMilliseconds, let number = Double(text) else {
            return nil
        }
        let seconds = self == .epoch ? number : number / 1000
        return (946_684_800..<4_102_444_800).contains(seconds) ? seconds : nil
    }

    /// The parts of time in the order of their digits, with the number of digits of each.
    private func parts(digits: Int) -> [(CivilTime.Part, Int)] {
        let date: [(CivilTime.Part, Int)] = [(.year, 4), (.month, 2), (.day, 2)]
        let time: [(CivilTime.Part, Int)] = [(.hour, 2), (.minute, 2), (.second, 2)]
        return switch self {
        case .yyyymmdd, .yyyymmddDashed: date
        case .yyyymmddhhmmss: date + time
        case .tinydate: [(.year, digits - 10), (.month, 2), (.day, 2)] + time
        case .hhmmss, .hhmmssColons, .hhmmssDashed: time
        case .hhmm, .hhmmColons, .hhmmDashed: Array(time.prefix(2))
        case .year: [(.year, 4)]
        case .month: [(.month, digits)]
        case .day: [(.day, digits)]
        case .hour: [(.hour, digits)]
        case .minute: [(.minute, digits)]
        case .second: [(.second, digits)]
        default: []
        }
    }

    private static func month(named name: String) -> Int? {
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december",
        ]
        let name = name.lowercased()
        return months.firstIndex { $0 == name || $0.prefix(3) == name }.map { $0 + 1 }
    }
}
