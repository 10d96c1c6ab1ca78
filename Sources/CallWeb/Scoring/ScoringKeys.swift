extension ScoringPage {
    /// The keys of the form, and those that it leaves to the player.
    static func keys(_ words: Words) -> [Frame.Key] {
        [
            (["J", "K"], "keys.scoring.move"), (["1", "…", "9"], "keys.scoring.pick"),
            (["N"], "keys.scoring.na"), (["C"], "keys.scoring.comment"),
            (["M"], "keys.scoring.pin"), (["F"], "keys.scoring.reason"),
            (["T"], "keys.scoring.script"), (["A"], "keys.scoring.answers"),
            (["Esc"], "keys.scoring.leave"), (["Ctrl ↵"], "keys.scoring.submit"),
            (["G"], "keys.scoring.next"), (["Space"], "keys.play"), (["←", "→"], "keys.five"),
            (["Shift ←", "Shift →"], "keys.fifteen"), (["<", ">"], "keys.speed"),
            (["S"], "keys.skip"), (["O"], "keys.overtalk"), (["+", "−"], "keys.zoom"),
        ].map { Frame.Key(keys: $0.0, does: words($0.1)) }
    }
}
