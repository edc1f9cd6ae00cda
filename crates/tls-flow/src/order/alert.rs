//! Alerts (RFC 5246 section 7.2, RFC 8446 section 6).

use tls_wire::{Alert, AlertDescription, AlertLevel, ProtocolVersion};

use super::{Context, Once, Order, Stage};
use crate::{Item, Peer, Place, Rule, Seen, Severity};

/// Alerts that the RFCs of TLS 1.2 and below declare always fatal.
const ALWAYS_FATAL: [AlertDescription; 15] = [
    AlertDescription::UNEXPECTED_MESSAGE,
    AlertDescription::BAD_RECORD_MAC,
    AlertDescription::RECORD_OVERFLOW,
    AlertDescription::DECOMPRESSION_FAILURE,
    AlertDescription::HANDSHAKE_FAILURE,
    AlertDescription::ILLEGAL_PARAMETER,
    AlertDescription::UNKNOWN_CA,
    AlertDescription::ACCESS_DENIED,
    AlertDescription::DECODE_ERROR,
    AlertDescription::PROTOCOL_VERSION,
    AlertDescription::INSUFFICIENT_SECURITY,
    AlertDescription::INTERNAL_ERROR,
    AlertDescription::UNSUPPORTED_EXTENSION,
    AlertDescription::BAD_CERTIFICATE_STATUS_RESPONSE,
    AlertDescription::UNKNOWN_PSK_IDENTITY,
];

/// Alerts that came with TLS 1.3, or with an extension of it.
const ONLY_IN_TLS13: [AlertDescription; 3] = [
    AlertDescription::MISSING_EXTENSION,
    AlertDescription::CERTIFICATE_REQUIRED,
    AlertDescription::ECH_REQUIRED,
];

/// Alerts that TLS 1.3 lists as reserved, but for no_renegotiation, which has a rule of its own
/// (RFC 8446 section 6).
const NOT_IN_TLS13: [AlertDescription; 6] = [
    AlertDescription(21),
    AlertDescription::DECOMPRESSION_FAILURE,
    AlertDescription::NO_CERTIFICATE,
    AlertDescription(60),
    AlertDescription(111),
    AlertDescription(114),
];

impl Order {
    pub(super) fn alert(&mut self, from: Peer, alert: Alert, place: Place, context: Context) {
        let seen = Seen::Alert(alert);
        if self.after_close(from, place, seen) || !self.tracks(from) {
            return;
        }
        if self.stage == Stage::Start {
            if from == Peer::Client || self.hears(Peer::Client) {
                self.report(Rule::AlertBeforeClientHello, from, place, seen);
            }
            self.note_alert(from, alert);
            return;
        }
        if self.alert_in_the_clear_after_keys(from, place, seen, context) {
            return;
        }
        self.check_owed_change_cipher_spec(from, place, seen);
        if alert.level != AlertLevel::WARNING && alert.level != AlertLevel::FATAL {
            if self.facts.is_tls13() {
                self.report_as(Rule::AlertLevelInvalid, Severity::Suspicious, from, place, seen);
            } else {
                self.report(Rule::AlertLevelInvalid, from, place, seen);
            }
            return;
        }
        let ends = is_fatal(alert, self.facts.is_tls13());
        if self.is_mid_message(from) && !ends && alert.description != AlertDescription::CLOSE_NOTIFY
        {
            let rule = if self.facts.is_tls13() {
                Rule::AlertMidMessage13
            } else {
                Rule::AlertMidMessage12
            };
            self.report(rule, from, place, seen);
        } else {
            self.check_alert(from, alert, place, seen);
        }
        self.note_alert(from, alert);
        self.count_warning(from, alert, place, seen);
    }

    /// `true` if the alert came in the clear where it must be sealed: whoever sent it, it proves nothing.
    fn alert_in_the_clear_after_keys(
        &mut self,
        from: Peer,
        place: Place,
        seen: Seen,
        context: Context,
    ) -> bool {
        if context.protected || self.stage != Stage::Tls13 {
            return false;
        }
        let sealed = match from {
            Peer::Server => true,
            // A client may fail before it has keys (RFC 8446 appendix A.1); what it has sealed
            // before the ServerHello was early data.
            Peer::Client => {
                self.client.once.has(Once::PROTECTED)
                    && (self.facts.early_data == crate::EarlyData::NotOffered
                        || self.client.once.has(Once::OPENED))
            }
        };
        if !sealed {
            self.report(Rule::AlertPlaintextClient13, from, place, seen);
            return false;
        }
        let rule = Rule::AlertPlaintextAfterKeys;
        self.report_once(Once::PLAINTEXT_AFTER_KEYS, rule, from, place, seen);
        true
    }

    fn check_alert(&mut self, from: Peer, alert: Alert, place: Place, seen: Seen) {
        let Alert { level, description } = alert;
        let tls13 = self.facts.is_tls13();
        let version = self.version();
        if description.name().is_none() {
            self.report(Rule::AlertUnknown, from, place, seen);
        }
        if description == AlertDescription::CLOSE_NOTIFY && level == AlertLevel::FATAL {
            if tls13 {
                self.report(Rule::AlertCloseNotifyFatal, from, place, seen);
            } else {
                self.report_as(
                    Rule::AlertCloseNotifyFatal,
                    Severity::Suspicious,
                    from,
                    place,
                    seen,
                );
            }
        }
        if tls13 && level == AlertLevel::WARNING && is_error(description) {
            self.report(Rule::AlertErrorAsWarning13, from, place, seen);
        }
        if version.is_none() && from == Peer::Server && level == AlertLevel::WARNING {
            self.report(Rule::AlertWarningBeforeServerHello, from, place, seen);
            if self.facts.offer.tls13() && is_error(description) {
                self.defer_warning(place, alert);
            }
        }
        if !tls13 {
            self.check_legacy_alert(from, alert, place, seen);
        }
        if description == AlertDescription::NO_RENEGOTIATION {
            let in_context = match from {
                Peer::Client => self.server.once.has(Once::HELLO_REQUESTED),
                Peer::Server => self.is_renegotiation(),
            };
            if (tls13 || !in_context) && self.hears(from.other()) {
                self.report(Rule::AlertNoRenegotiationContext, from, place, seen);
            } else if level != AlertLevel::WARNING {
                self.report(Rule::AlertNoRenegotiationLevel, from, place, seen);
            }
            self.renegotiation_refused(from, place, seen);
        }
        let between =
            self.seen_by(from, Item::ChangeCipherSpec) && !self.seen_by(from, Item::Finished);
        if !tls13 && between && level == AlertLevel::WARNING {
            self.report(Rule::CcsAlertBetween, from, place, seen);
        }
        self.check_alert_scope(from, description, place, seen);
    }

    /// Alerts that the version does not have, and those of TLS 1.3 that belong to one situation.
    fn check_alert_scope(
        &mut self,
        from: Peer,
        description: AlertDescription,
        place: Place,
        seen: Seen,
    ) {
        let Some(version) = self.version() else { return };
        let foreign = match version {
            ProtocolVersion::SSL_3_0 => !is_in_ssl3(description),
            ProtocolVersion::TLS_1_3 => NOT_IN_TLS13.contains(&description),
            _ => ONLY_IN_TLS13.contains(&description),
        };
        let rule = match description {
            _ if foreign => Some(Rule::AlertVersionScope),
            // RFC 9849 section 6.1.6: by a client whose encrypted hello was not accepted.
            AlertDescription::ECH_REQUIRED => (from == Peer::Server
                || !self.facts.offer.ech_outer() && !self.facts.offer.unreadable())
            .then_some(Rule::AlertEchRequiredContext),
            // RFC 8446 section 4.4.2.4: by a server that got no certificate.
            AlertDescription::CERTIFICATE_REQUIRED => {
                let proven = self.facts.client_certificate == crate::ClientCertificate::Signing;
                (from == Peer::Client || proven && !self.answered_request())
                    .then_some(Rule::AlertCertRequiredContext)
            }
            _ => None,
        };
        if let Some(rule) = rule {
            self.report(rule, from, place, seen);
        }
    }

    fn check_legacy_alert(&mut self, from: Peer, alert: Alert, place: Place, seen: Seen) {
        let Alert { level, description } = alert;
        let version = self.version();
        let is = |wanted: ProtocolVersion| version == Some(wanted);
        match description {
            AlertDescription::NO_CERTIFICATE => {
                let due = from == Peer::Client
                    && self.facts.certificate_requested()
                    && !self.seen_by(from, Item::ClientKeyExchange);
                if is(ProtocolVersion::SSL_3_0) && due {
                    self.report(Rule::CauthSsl3NoCertificate, from, place, seen);
                } else if is(ProtocolVersion::TLS_1_0) || is(ProtocolVersion::TLS_1_1) {
                    self.report_as(
                        Rule::AlertNoCertificateSsl3,
                        Severity::Suspicious,
                        from,
                        place,
                        seen,
                    );
                } else {
                    self.report(Rule::AlertNoCertificateSsl3, from, place, seen);
                }
            }
            AlertDescription::DECRYPTION_FAILED | AlertDescription::EXPORT_RESTRICTION => {
                if is(ProtocolVersion::TLS_1_2) {
                    self.report(Rule::AlertReservedSent, from, place, seen);
                } else if is(ProtocolVersion::TLS_1_1) {
                    self.report_as(
                        Rule::AlertReservedSent,
                        Severity::Suspicious,
                        from,
                        place,
                        seen,
                    );
                }
            }
            _ => {}
        }
        let always = ALWAYS_FATAL.contains(&description)
            || (description == AlertDescription::DECRYPT_ERROR && is(ProtocolVersion::TLS_1_2));
        if level == AlertLevel::WARNING && always && version.is_some() {
            self.report(Rule::AlertFatalAsWarning12, from, place, seen);
        }
    }

    /// What an alert means for what may follow.
    fn note_alert(&mut self, from: Peer, alert: Alert) {
        let tls13 = self.facts.is_tls13();
        let side = self.side_mut(from);
        side.once.clear(Once::LAST_PROTECTED_ALERT);
        if alert.description == AlertDescription::CLOSE_NOTIFY {
            side.once.set(Once::SENT_CLOSE_NOTIFY);
            side.once.clear(Once::USER_CANCELED);
        } else if alert.description == AlertDescription::USER_CANCELED
            && alert.level == AlertLevel::WARNING
        {
            side.once.set(Once::USER_CANCELED);
        } else if is_fatal(alert, tls13) {
            side.once.set(Once::SENT_FATAL);
            side.once.clear(Once::USER_CANCELED);
        }
    }

    fn count_warning(&mut self, from: Peer, alert: Alert, place: Place, seen: Seen) {
        if alert.level != AlertLevel::WARNING || alert.description == AlertDescription::CLOSE_NOTIFY
        {
            return;
        }
        let limit = self.limits().warnings;
        let counts = self.counts_mut(from);
        counts.warnings = counts.warnings.saturating_add(1);
        if counts.warnings == limit.saturating_add(1) {
            self.report(Rule::AlertWarningRun, from, place, seen);
        }
    }

    /// Something else came: a run of warnings is over.
    pub(super) fn reset_warnings(&mut self, from: Peer) {
        if let Some(counts) = self.counted_mut(from) {
            counts.warnings = 0;
        }
    }

    /// An alert record that does not hold exactly one alert of two bytes.
    pub(crate) fn alert_record(&mut self, from: Peer, length: u32, place: Place, protected: bool) {
        if self.is_closed() || !self.tracks(from) || self.stage == Stage::Start {
            return;
        }
        let seen = Seen::Record(tls_wire::ContentType::ALERT, length);
        self.begin_item();
        match length {
            2 => {}
            0 if protected && self.facts.is_tls13() => {
                self.report(Rule::RecInnerEmpty13, from, place, seen);
            }
            0 => self.report(Rule::AlertEmpty, from, place, seen),
            _ if self.facts.is_tls13() => {
                self.report(Rule::AlertBadLength, from, place, seen);
            }
            1 => {
                let side = self.side_mut(from);
                let second = side.once.has(Once::ALERT_FRAGMENT);
                if second {
                    side.once.clear(Once::ALERT_FRAGMENT);
                } else {
                    side.once.set(Once::ALERT_FRAGMENT);
                    self.report(Rule::AlertFragmented, from, place, seen);
                }
            }
            _ => self.report(Rule::AlertCoalesced, from, place, seen),
        }
        self.end_item();
    }
}

/// Does the alert end the connection? In TLS 1.3 every error alert does, whatever its level.
pub(super) fn is_fatal(alert: Alert, tls13: bool) -> bool {
    if alert.description == AlertDescription::CLOSE_NOTIFY {
        return false;
    }
    alert.level == AlertLevel::FATAL || (tls13 && is_error(alert.description))
}

/// TLS 1.3 knows two alerts that are no errors (RFC 8446 section 6).
fn is_error(description: AlertDescription) -> bool {
    description != AlertDescription::CLOSE_NOTIFY && description != AlertDescription::USER_CANCELED
}

/// RFC 6101 section 5.4.
const fn is_in_ssl3(description: AlertDescription) -> bool {
    matches!(description.0, 0 | 10 | 20 | 30 | 40..=47)
}
