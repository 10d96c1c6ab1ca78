/// By whose rules and whose clocks a complaint is reckoned.
package struct ComplaintPlace: Hashable, Sendable {
    /// Names of regimes, in the order in which their clocks are shown.
    package var regimes: [String]
    /// Nil for the zone and the calendar of each regime; in a later event, for those that were.
    package var clocks: ClockPlace?

    package init(regimes: [String], clocks: ClockPlace? = nil) {
        self.regimes = regimes
        self.clocks = clocks
    }

    /// What an event with `new` makes of it.
    func moved(to new: ComplaintPlace) -> ComplaintPlace {
        var moved = new
        if let old = clocks { moved.clocks = new.clocks.map(old.moved) ?? old }
        return moved
    }
}
