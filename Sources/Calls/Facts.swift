package import Foundation

/// What can be known of a call before anybody listens.
package enum Fact: String, CaseIterable, Codable, Sendable {
    case startedAt, zone, direction, agent, campaign, customerNumber, `extension`, queue
    /// The recorder's own key of the call: recordings that share it within a source are one call.
    case callKey
    /// Which side a one-sided file holds.
    case side
    case disposition
    /// How far the call came: a `FunnelStage` as `80`.
    case stage
    case durationSeconds, customerName, recorder
}

/// Where a value comes from, most trusted first.
package enum FactSource: String, CaseIterable, Codable, Sendable {
    case sidecar, name, header, mtime
}

package enum FactValue: Hashable, Sendable {
    case text(String)
    case time(Date)
    case seconds(Double)
    case direction(Direction)
    case side(ChannelRole)
}

/// All that one source says.
package struct FactReading: Hashable, Sendable {
    package var source: FactSource
    package var values: [Fact: FactValue]

    package init(source: FactSource, values: [Fact: FactValue]) {
        self.source = source
        self.values = values
    }
}

/// What every source says of a call. The most trusted source that says anything wins;
/// what the others say is kept, and where they differ it is shown.
package struct CallFacts: Hashable, Sendable {
    /// At most one of each source, most trusted first.
    package let readings: [FactReading]

    package init(readings: [FactReading]) {
        let order = FactSource.allCases
        self.readings = readings.sorted {
            order.firstIndex(of: $0.source)! < order.firstIndex(of: $1.source)!
        }
    }

    /// The value that counts.
    package subscript(fact: Fact) -> FactValue? {
        for reading in readings {
            if let value = reading.values[fact] { return value }
        }
        return nil
    }
}
