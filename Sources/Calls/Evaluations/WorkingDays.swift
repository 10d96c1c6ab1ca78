package import Foundation

/// Days on which work is done: Monday to Friday. Holidays are told apart with the calendars that
/// complaints are worked by.
package enum WorkingDays {
    /// The end of the `count`th working day after the day of `instant`, by the clocks of `zone`.
    package static func end(of count: Int, after instant: Date, in zone: CallZone) -> Date {
        var day = LocalDay(of: instant, in: zone)
        var left = max(0, min(count, SamplePlan.Limits.dueDays.upperBound))
        while left > 0 {
            day = day.advanced(by: 1)
            if day.weekday <= 5 { left -= 1 }
        }
        return day.advanced(by: 1).start(in: zone)
    }
}
