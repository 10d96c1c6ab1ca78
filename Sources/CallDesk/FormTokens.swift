import CallVault

extension CallDesk {
    /// Proves that a form was given out in the session of `ticket`.
    package func csrfToken(of ticket: SessionTicket) -> String {
        vault.csrfToken(of: ticket.secret)
    }

    package func isCSRFToken(_ text: String, of ticket: SessionTicket) -> Bool {
        vault.isCSRFToken(text, of: ticket.secret)
    }
}
