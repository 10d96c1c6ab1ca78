import Calls
import Foundation

extension FactTable {
    /// Nil when no source says anything.
    init?(_ facts: CallFacts, zone: Zone, _ words: Words) {
        let readings = facts.readings.filter { !$0.values.isEmpty }
        guard !readings.isEmpty else { return nil }
        sources = readings.map { words.name($0.source) }
        rows = Fact.allCases.compactMap { fact in
            guard let winner = readings.first(where: { $0.values[fact] != nil }) else { return nil }
            let cells = readings.map { reading in
                guard let value = reading.values[fact] else {
                    return Cell(text: "", counts: false, differs: false)
                }
                return Cell(
                    text: Self.text(value, of: fact, zone: zone, words),
                    counts: reading.source == winner.source,
                    differs: CallFacts(readings: [winner, reading]).disagreements.contains(fact))
            }
            return Row(label: words.name(fact), cells: cells)
        }
        let count = rows.filter { $0.cells.contains(where: \.differs) }.count
        disagreements = count > 0 ? words.count("facts.disagreements", count) : nil
    }

    private static func text(
        _ value: FactValue, of fact: Fact, zone: Zone, _ words: Words
    ) -> String {
        switch value {
        case .text(let text):
            switch fact {
            case .customerNumber: Masking.number(text)
            case .customerName: Masking.name(text)
            case .callKey: Masking.fileName(text)
            default: text
            }
        case .time(let date):
            words(
                "date.moment",
                ["day": words.shortDay(zone.time(date)), "clock": zone.time(date).clock])
        case .seconds(let seconds): words.shortLength(seconds)
        case .direction(let direction): words.name(direction)
        case .side(let role): words.name(role)
        }
    }
}
